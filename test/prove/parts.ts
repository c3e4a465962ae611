/**
 * What the proof run is made of. Each part is one file of tests in its long form; what it measured it says as a
 * diagnostic, `figure <name>: <value>` for the page.
 */
export interface Part {
  name: string
  /** Goals of the page that it speaks to. */
  goals: readonly number[]
  about: string
  files: readonly string[]
  /** Of the long form times `size`. */
  environment?: (size: number) => Record<string, string>
  /** Milliseconds that one test may take at full size. */
  patience?: number
  /** Needs the built widgets. */
  browser?: true
}

const times = (name: string, long: number) => (size: number) => ({
  [name]: String(Math.max(1, Math.round(long * size))),
})
const minutes = 60_000

export const parts: readonly Part[] = [
  {
    name: 'probes',
    goals: [1],
    about: 'random questions of sessions of every kind through the scoped handle, judged by the seed’s model in memory',
    files: ['test/bff/probes.test.ts'],
    environment: times('GUICHET_PROBES', 1_000_000),
    patience: 60 * minutes,
  },
  {
    name: 'start',
    goals: [2],
    about: 'the start with a planted hole: an unguarded relation, column, function, grant, membership, a bent guard',
    files: ['test/bff/db-selfcheck.test.ts'],
  },
  {
    name: 'drill',
    goals: [2],
    about:
      'an endpoint that is injectable on purpose, under the guard, and sqlmap on it and on its honest twin; wapiti on the plain routes; both through a proxy that signs proofs',
    files: ['test/prove/drill.prove.ts'],
    environment: (size) => ({ GUICHET_SHARE: String(size) }),
    patience: 20 * minutes,
  },
  {
    name: 'matrix',
    goals: [3],
    about:
      'role x scope x endpoint x whose row, generated from the table of endpoints; then each endpoint without what it needs',
    files: ['test/prove/matrix.prove.ts'],
    patience: 30 * minutes,
  },
  {
    name: 'guards',
    goals: [3],
    about: 'each line of each guard’s predicate, and each arm of a line, taken out in turn: the prober must find it',
    files: ['test/prove/guards.prove.ts'],
    environment: (size) => ({ GUICHET_SHARE: String(size) }),
    patience: 30 * minutes,
  },
  {
    name: 'mutants',
    goals: [3],
    about:
      'each check of the proof, its door, the hand-off and the ways in taken out of the source in turn: a test must fail',
    files: ['test/prove/mutants.prove.ts'],
    environment: (size) => ({ GUICHET_SHARE: String(size) }),
    patience: 30 * minutes,
  },
  {
    name: 'proofs',
    goals: [4],
    about: 'proofs bent class by class at the real door, and one proof again and again',
    files: ['test/bff/proof-classes.test.ts'],
    environment: (size) => ({ ...times('GUICHET_PROOFS', 100_000)(size), ...times('GUICHET_REPLAYS', 10_000)(size) }),
    patience: 40 * minutes,
  },
  {
    name: 'revocation',
    goals: [5],
    about: 'from the commit of a revocation, or of a changed right, to the first refusal at two processes',
    files: ['test/prove/revocation.prove.ts'],
    environment: times('GUICHET_ROUNDS', 300),
  },
  {
    name: 'crash',
    goals: [7],
    about: 'two processes killed under load, one crash of the database, the history compared',
    files: ['test/prove/crash.prove.ts'],
    environment: times('GUICHET_KILLS', 40),
    patience: 20 * minutes,
  },
  {
    name: 'rolling',
    goals: [8],
    about: 'two processes on one port, renewed one after the other under load',
    files: ['test/bff/rolling.test.ts'],
    environment: times('GUICHET_ROLLS', 50),
    patience: 20 * minutes,
  },
  {
    name: 'xss',
    goals: [9, 14],
    about: 'a hostile script on the host page: what it can do, and what it must not be able to do',
    files: ['test/prove/xss.prove.ts'],
    browser: true,
  },
  {
    name: 'cookies',
    goals: [9],
    about:
      'every third-party cookie refused by the browser, the counter on another site than the page: somebody signs in',
    files: ['test/prove/cookies.prove.ts'],
    environment: times('GUICHET_SIGN_INS', 20),
    browser: true,
    patience: 20 * minutes,
  },
  {
    name: 'timing',
    goals: [10],
    about: 'existing against missing account: can the answer’s time or bytes tell them apart?',
    files: ['test/prove/timing.prove.ts'],
    environment: times('GUICHET_TIMINGS', 2_000),
    patience: 60 * minutes,
  },
  {
    name: 'throttles',
    goals: [11],
    about: 'bursts through four processes at one bucket',
    files: ['test/prove/bursts.prove.ts'],
    environment: times('GUICHET_BURSTS', 10_000),
    patience: 20 * minutes,
  },
  {
    name: 'guessing',
    goals: [12],
    about: 'codes guessed at the real door, its throttles included and left out',
    files: ['test/prove/guessing.prove.ts'],
    environment: times('GUICHET_GUESSES', 10_000),
    patience: 30 * minutes,
  },
  {
    name: 'registration',
    goals: [12],
    about: 'pairs of customer code and invoice number, guessed: the same bytes for each, and nobody gets in',
    files: ['test/bff/ways-registration.test.ts'],
    environment: times('GUICHET_PAIRS', 10_000),
    patience: 40 * minutes,
  },
  {
    name: 'slow',
    goals: [13],
    about: 'thousands of connections that send a byte now and then, and a counter that goes on answering',
    files: ['test/prove/slow.prove.ts', 'test/bff/operations.test.ts'],
    environment: times('GUICHET_SLOW', 5_000),
  },
  {
    name: 'overload',
    goals: [13],
    about: 'ten times as many requests as one process sustains',
    files: ['test/prove/overload.prove.ts', 'test/bff/overload.test.ts', 'test/bff/load.test.ts'],
    environment: times('GUICHET_OVERLOAD', 60),
    patience: 10 * minutes,
  },
  {
    name: 'paths',
    goals: [],
    about: 'addresses and headers in every spelling, to get past origin, portal, size or route',
    files: ['test/prove/paths.prove.ts'],
  },
  {
    name: 'uploads',
    goals: [],
    about: 'files that are not what they say: polyglots, bombs, metadata, markup',
    files: ['test/bff/uploads-clean.test.ts', 'test/bff/uploads.test.ts'],
  },
  {
    name: 'formulas',
    goals: [],
    about: 'texts that a spreadsheet would take for formulas, in every kind of export',
    files: ['test/bff/sheet.test.ts', 'test/bff/exports.test.ts'],
  },
  {
    name: 'ssrf',
    goals: [],
    about: 'addresses that lead inside, in every spelling, at the one connector for outgoing requests',
    files: ['test/bff/guarded-post.test.ts'],
  },
  {
    name: 'pages',
    goals: [14],
    about:
      'hostile and poor host pages, strict policies, in Chromium and in Firefox: what drifts, what violates, what stays',
    files: [
      'test/guard/strict.test.ts',
      'test/guard/drift.test.ts',
      'test/guard/poor-pages.test.ts',
      'test/guard/firefox-pages.test.ts',
      'test/guard/leak.test.ts',
    ],
    browser: true,
  },
]
