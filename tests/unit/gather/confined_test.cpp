#include "gather/confined.h"

#include <gtest/gtest.h>

#include <chrono>

#include "gather/pdf_text.h"

namespace mingcha::gather {
namespace {

ConfinedProgram program(std::vector<std::string> arguments) {
    ConfinedProgram made;
    made.arguments = std::move(arguments);
    made.environment = {"PATH=/usr/bin:/bin"};
    made.seconds = 5;
    made.kilobytes = 100'000;
    made.output_bytes = 1'000'000;
    return made;
}

TEST(Confined, HandsOnInputAndOutput) {
    ConfinedProgram cat = program({"/bin/cat"});
    const std::string input(300'000, 'x');
    cat.input = input;
    const ChildOutcome outcome = run_confined(cat);
    EXPECT_EQ(outcome.trouble, ChildTrouble::none);
    EXPECT_EQ(outcome.output, input);
}

TEST(Confined, WithoutInputReadsNothing) {
    const ChildOutcome outcome = run_confined(program({"/bin/cat"}));
    EXPECT_EQ(outcome.trouble, ChildTrouble::none);
    EXPECT_EQ(outcome.output, "");
}

TEST(Confined, EndsWhatTakesTooLong) {
    ConfinedProgram sleep = program({"/bin/sleep", "60"});
    sleep.seconds = 1;
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(run_confined(sleep).trouble, ChildTrouble::too_long);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(30));
}

TEST(Confined, EndsWhatNeverStopsWriting) {
    const ChildOutcome outcome = run_confined(program({"/usr/bin/yes"}));
    EXPECT_EQ(outcome.trouble, ChildTrouble::too_much_output);
    EXPECT_EQ(outcome.output, "");
}

TEST(Confined, EndsWhatTakesTooMuchMemory) {
    // sort keeps all its input before it writes any.
    ConfinedProgram sort = program({"/usr/bin/sort", "-S", "1G", "/dev/zero"});
    sort.seconds = 30;
    sort.kilobytes = 30'000;
    EXPECT_EQ(run_confined(sort).trouble, ChildTrouble::too_much_memory);
    sort.alone = true;  // its address space is too small before anybody looks
    const ChildTrouble alone = run_confined(sort).trouble;
    EXPECT_TRUE(alone == ChildTrouble::failed || alone == ChildTrouble::too_much_memory);
}

TEST(Confined, AloneWritesNoFile) {
    // A folder that everybody may write to: nothing but the limit stands in the way.
    ConfinedProgram shell = program({"/bin/sh", "-c", "echo text > /tmp/mingcha-confined-test"});
    shell.alone = true;
    EXPECT_EQ(run_confined(shell).trouble, ChildTrouble::failed);
}

TEST(Confined, SaysThatAProgramFailedOrIsNotThere) {
    EXPECT_EQ(run_confined(program({"/bin/false"})).trouble, ChildTrouble::failed);
    EXPECT_EQ(run_confined(program({"/no/such/program"})).trouble, ChildTrouble::failed);
}

// One page that shows `text`; poppler finds the objects without a table of them.
std::string pdf_that_shows(const std::string& text) {
    const std::string content = "BT /F1 12 Tf 50 700 Td (" + text + ") Tj ET";
    return "%PDF-1.4\n"
           "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
           "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
           "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
           "4 0 obj<</Length " +
           std::to_string(content.size()) + ">>stream\n" + content +
           "\nendstream endobj\n"
           "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
           "trailer<</Root 1 0 R>>\n%%EOF\n";
}

TEST(PdfText, IsWhatThePagesShow) {
    const auto text = pdf_text(pdf_that_shows("List 139-0000-0001 of names"));
    ASSERT_TRUE(text) << text.error().what;
    EXPECT_NE(text->find("List 139-0000-0001 of names"), std::string::npos) << *text;
}

TEST(PdfText, OfAScanIsAnErrorAndNoEmptyText) {
    const auto text = pdf_text(pdf_that_shows(""));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().what, "holds no text");
}

TEST(PdfText, OfRubbishIsAnError) {
    for (const std::string& pdf :
         {std::string("%PDF-1.7\n"), "%PDF-1.4\n" + std::string(100'000, '\xff'),
          pdf_that_shows("x").substr(0, 120),
          // A tree of pages that holds itself.
          std::string("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                      "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\n"
                      "trailer<</Root 1 0 R>>\n%%EOF\n")}) {
        EXPECT_FALSE(pdf_text(pdf)) << pdf.substr(0, 40);
    }
}

}  // namespace
}  // namespace mingcha::gather
