// The campaign planner: made, windows, whom it is about, its fields, its end.
import type { Messages } from '..'

export const planner: Messages['planner'] = {
  title: 'Plan',
  create: 'New campaign',
  createLead:
    'A campaign has an id, a ruleset and a window; those with a star are needed, the ' +
    'others have the defaults that are told.',
  make: 'Create',
  check: 'Look first',
  made: (id) => `${id} was made`,
  id: 'Id *',
  idHint: 'Letters, digits, dots, underscores, hyphens, such as 2026Q1; it stays',
  name: 'Title',
  nameHint: 'Printed in the circular; the id where empty',
  ruleset: 'Ruleset *',
  rulesetHint: (rules, years) => `${rules} indicators; working days of ${years}`,
  noYears: 'none',
  window: 'Inspection *',
  from: 'from',
  to: 'to',
  windowHint:
    'The days when sites are visited; by default everything is as of the end of the ' +
    'last',
  asOf: 'As of',
  asOfHint:
    '“Two weeks without news” is counted back from here; the end of the last day ' +
    'where empty; earlier is an interim inspection',
  interactions: 'Interaction test',
  interactionsHint:
    'When questions are asked and answers awaited; both empty: the inspection’s days',
  accountsAsOf: 'Day of the accounts',
  accountsAsOfHint: 'Register and data of accounts are of this day',
  previousRate: 'Pass rate of sites before (%)',
  previousRateHint: 'Typed in where the campaign before is not in the system, such as 93.75',
  byHand: 'By hand: inspectors fill in worksheets, the machine only proposes',
  day: 'such as 2026-01-12',
  windows: 'Windows',
  windowKinds: {
    sites: 'Inspection',
    interactions: 'Interaction test',
    as_of: 'As of',
    accounts: 'Day of the accounts',
    report_due: 'Annual reports due',
    issue_date: 'Date of issue',
    rectify_by: 'Mended by',
  },
  what: 'What',
  days: 'Days',
  workdays: 'Working days',
  unknown: 'unknown',
  rest: 'Grey: days off. Hatched: a year that the table of working days lacks',
  warnings: 'Mind',
  noWarnings: 'Nothing is against anything else.',
  population: 'Whom it is about',
  notFrozen:
    'Not fixed yet: the registry as it is counts. Once fixed, changes of the ' +
    'registry do not touch this campaign, and a hash proves the list.',
  frozen: (by, at, number) => `fixed ${at} by ${by}${number > 1 ? ` (no. ${number})` : ''}`,
  on: (day) => `registry of ${day}`,
  hash: 'Hash of the list',
  noPopulation: 'The registry has no sites or accounts yet: import them first.',
  divisionHead: 'Division',
  total: 'Total',
  sites: 'Websites (running)',
  accounts: 'Accounts (running)',
  scope: 'Scope and sample',
  kinds: 'Kinds of sites',
  kindsHint: 'None chosen: all',
  divisions: 'Divisions',
  divisionsHint: 'None chosen: all',
  sitesPercent: 'Share of sites (%)',
  accountsPercent: 'Share of accounts (%)',
  percentHint: '100 is all; drawn a division each, at least one of each',
  seed: 'Seed',
  seedHint:
    'Any whole number. The same registry, share and seed draw the same, so that ' +
    'others can check it',
  draw: 'Another seed',
  freezeDay: 'Day of the registry',
  freezeDayHint: 'The day of the accounts where empty, else the first day',
  reason: 'Why it is fixed anew',
  reasonHint: 'The record before is kept',
  preview: 'Try',
  previewed: 'What would be drawn (not fixed yet)',
  freeze: 'Fix it',
  freezeAgain: 'Fix it anew',
  froze: 'Fixed',
  drawnList: (n) => `${n} accounts drawn`,
  settings: 'Circular and dates',
  settingsLead:
    'Printed in the circular, or dates that count; what is empty is left out or ' +
    'written by the program.',
  saved: 'Saved',
  save: 'Save changes',
  unchanged: 'Nothing changed',
  on_off: { on: 'on', off: 'off', unset: 'not set' },
  groups: {
    dates: 'Dates',
    print: 'Head and signature',
    prose: 'Paragraphs written by people',
    figures: 'Figures typed in',
    monitor: 'Availability',
  },
  previous: 'The one before',
  carries: (title, n) =>
    `“${title}” hands on ${n} problems: those found again count as not mended.`,
  noPrevious: 'No closed campaign before: nothing is compared. It is taken in once it is closed.',
  end: 'Close',
  endLead:
    'Closed, it is not inspected or changed any more, and hands its problems on to ' +
    'the next. Not while a draft round is open.',
  endAsk: 'It cannot be opened again. Close it?',
  ended: 'Closed',
  closedNote: 'This campaign is closed; its plan stays as it is.',
}
