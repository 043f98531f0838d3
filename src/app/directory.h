// Offices and people as they stand, and every change of them: looked at, stored and written into
// the audit log in one. The console and `mingcha user` both come here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit_log.h"
#include "base/result.h"
#include "people/office.h"
#include "people/person.h"
#include "people/rights.h"
#include "store/store.h"

namespace mingcha::app {

struct Directory {
    people::OfficeTree offices;
    std::vector<people::Person> people;
    people::Settings settings;

    const people::Person* find(std::string_view id) const;
    bool is_new() const { return people.empty(); }  // waits for the first administrator
};
Result<Directory> load_directory(store::Store& store);

struct NewPerson {
    std::string id;
    std::string display_name;  // the id where empty
    std::string office;        // the top where empty
    std::vector<people::Grant> grants;
    std::string password;
    bool must_change = false;
};
struct FirstStart {
    std::string name;
    std::string display_name;
    std::string password;
    std::string office_name;  // of the top; "本级机构" where empty
};

// Makes the top office and somebody who administers it and may also inspect, review and approve:
// an office of one person can work at once, and take roles away later. Errors: there is somebody
// already; as add_person.
Result<people::Person> first_start(store::Store& store, const FirstStart& first,
                                   const Actor& actor);

// Errors: an id that is taken or ill-formed; no such office; roles that do not go together; a weak
// password, with everything that is wrong with it in the hint.
Result<people::Person> add_person(store::Store& store, const NewPerson& person, const Actor& actor);

struct PersonChange {
    std::optional<std::string> display_name;
    std::optional<std::string> office;
    std::optional<std::string> email;  // empty: none
    std::optional<std::vector<people::Grant>> grants;
    std::optional<bool> disabled;
    bool reset_totp = false;
};
// All sessions of the person end when access ends. Errors: nobody of that id; as add_person; nobody
// would be left who can manage people.
Result<people::Person> change_person(store::Store& store, std::string_view id,
                                     const PersonChange& change, const Actor& actor);

// All sessions of the person end. Errors: nobody of that id; a weak password; the current one or
// one of the last kFormerPasswords.
Result<people::Person> set_password(store::Store& store, std::string_view id,
                                    std::string_view password, bool must_change,
                                    const Actor& actor);

// What signing in writes down: the moment, the step of the code.
Result<bool> note_sign_in(store::Store& store, std::string_view id, std::int64_t totp_step,
                          const Actor& actor);
// `secret` empty: the second factor is given up.
Result<bool> set_totp(store::Store& store, std::string_view id, std::string_view secret,
                      std::int64_t step, const Actor& actor);

// `office.id` empty: one is made. Units are named by any of their names and kept by the full one.
// Errors: check_new_office; a division or unit that the registry does not have; one beyond
// `within`.
Result<people::Office> add_office(store::Store& store, people::Office office,
                                  const people::Reach& within, const Actor& actor);
struct OfficeChange {
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> divisions;
    std::optional<std::vector<std::string>> units;
};
Result<people::Office> change_office(store::Store& store, std::string_view id,
                                     const OfficeChange& change, const people::Reach& within,
                                     const Actor& actor);

// Errors: separated duties without the three people it takes; back from them without somebody in
// charge.
Result<bool> change_settings(store::Store& store, const people::Settings& settings,
                             const Actor& actor);

}  // namespace mingcha::app
