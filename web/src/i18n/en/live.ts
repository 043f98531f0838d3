// A running inspection: begun, watched, stopped, and what came of it.
import type { Messages } from '..'

export const live: Messages['live'] = {
  title: 'Machine inspection',
  never: 'No inspection was run from the console for this campaign yet.',
  start: 'Inspect',
  again: 'Inspect again',
  resume: 'Go on inspecting',
  stop: 'Stop',
  stopAsk:
    'What is finished stays. The next inspection of the same targets goes on from there.',
  stopping: 'Stopping: requests under way are ending…',
  elsewhere: (campaign, by, since) =>
    `${campaign} is being inspected (${by}, since ${since}). One at a time: wait until it ends.`,
  phases: {
    gathering: 'Visiting',
    feeds: 'Reading feeds of accounts',
    judging: 'Visits are over, judging',
  },
  since: (at, by) => `begun ${at} by ${by}`,
  took: (time) => `took ${time}`,
  done: (done, all) => `${done} of ${all} targets`,
  kept: (n) => `${n} of them finished last time`,
  limited: (n) => `only ${n} chosen ones`,
  figures: {
    done: 'Done',
    pages: 'Pages',
    requests: 'Requests',
    pace: 'Pages a second',
    left: 'Time left, about',
    unreached: 'Not reached',
    findings: 'Problems found',
    unmeasured: 'Indicators not measured',
  },
  tooEarly: 'too early to tell',
  now: 'Looking at',
  recent: 'Finished just now',
  unreached: 'Not reached',
  unreachedNote:
    'What could not be reached is not measured: neither a pass nor a problem. ' +
    'Inspect it again later.',
  allOf: (n) => `All ${n}`,
  row: (pages) => `${pages} pages`,
  problems: (n) => `${n} problems`,
  noProblems: 'no problems',
  cutShort: 'in part only',
  outcomes: {
    running: 'running',
    done: 'done',
    stopped: 'stopped',
    failed: 'failed',
    cut_off: 'cut off',
  },
  said: {
    done: (n) => `Inspected: ${n} targets`,
    stopped: (done, all) => `Stopped after ${done} of ${all} targets; what is finished stays`,
    failed: 'The inspection failed; what is finished stays',
    cut_off:
      'The server ended under the inspection; what is finished stays, and it can be gone on with',
  },
  progressSaid: (done, all, left) =>
    `${done} of ${all} done${left ? `, about ${left} left` : ''}`,
  polling: 'Asked for every few seconds (this network holds live events back)',
  seconds: (n) => `${n} s`,
  minutes: (n, s) => (s ? `${n} min ${s} s` : `${n} min`),
  hours: (h, n) => (n ? `${h} h ${n} min` : `${h} h`),
  thisSite: 'Inspect this site again',
  thisSiteAsk: (name) =>
    `Visits “${name}” again and judges it. Other sites are not touched; the overview ` +
    `shows progress.`,
  begun: 'The inspection has begun',
  dialog: {
    title: 'Inspect',
    lead:
      'The program visits sites and pages of accounts by the rules, keeps evidence and ' +
      'judges. Sites will notice: the limits below hold.',
    which: 'What',
    all: 'All running sites and accounts',
    some: 'Only these',
    codes: 'Codes of sites or accounts',
    codesHint: 'One a line, or separated by commas',
    limits: 'Limits',
    pages: 'Pages a site at most',
    pagesHint: '1000 by default; beyond it indicators say so',
    time: 'Seconds a site at most',
    timeHint: '280 by default',
    rate: 'Requests a second and host',
    rateHint: '10 by default; less where a site suffers, 0 for no limit',
    go: 'Begin',
    wrong: 'a whole number',
  },
}
