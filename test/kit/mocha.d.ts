/** The globals of the widget tests' runner: as much of mocha as we use. */
interface MochaContext {
  timeout(ms: number): void
}
type MochaRun = (this: MochaContext) => unknown
declare function describe(title: string, run: () => void): void
declare function it(title: string, run: MochaRun): void
declare function before(run: MochaRun): void
declare function after(run: MochaRun): void
declare function beforeEach(run: MochaRun): void
declare function afterEach(run: MochaRun): void
