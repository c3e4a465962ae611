/**
 * lit-analyzer over the widgets, strict, without its false alarms: it does not know that Lit 3's `nothing` (a symbol)
 * removes an attribute, that a directive such as `live()` stands for the value it is given, the popover and capture attributes,
 * nor the CSS of this decade (container queries), so its CSS rule is off.
 * The filter goes when the analyzer learns them; it has not been released since 2024.
 */
import { spawnSync } from 'node:child_process'

const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    'node_modules/.bin/lit-analyzer',
    '--strict',
    '--rules.no-missing-import',
    'off',
    '--rules.no-invalid-css',
    'off',
    'widgets/**/*.ts',
  ],
  { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' }, maxBuffer: 1 << 26 },
)
const falseAlarm =
  /^\s*(?:Type '.*(?:Symbol\(undefined\)|DirectiveResult<).*' is not assignable to|Unknown attribute '(?:popover|autocorrect|capture)|Type '.*"additional-name".*' is not assignable)/
const findings = []
let file = ''
for (const block of stdout.split(/\n\s*\n/)) {
  const named = /^\s*(\.\/\S+\.ts)\s*$/m.exec(block)
  if (named) file = named[1]
  const rule = /^\s{4}([a-z]+(?:-[a-z]+)+)\s*$/m.exec(block)
  if (rule && !falseAlarm.test(block.replace(/^\s*\.\/\S+\s*/, ''))) findings.push(`${file}\n${block.trimEnd()}`)
}
// An analyzer that breaks down must not look like one that found nothing.
if (!/Analyzing \d+ files/.test(stdout + stderr)) findings.push(`lit-analyzer did not run:\n${stdout}${stderr}`)
if (findings.length > 0) console.error(findings.join('\n\n'))
process.exit(findings.length > 0 ? 1 : 0)
