/** The layers of the house, as data. A rule names who may not know what, and why. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Import, importsOf, projectFiles, projectImports } from '../kit/source.ts'

interface Rule {
  why: string
  from: RegExp
  /** What must not be imported; an import that `except` names is fine. */
  never: RegExp
  except?: RegExp
  /** A type-only import is fine. */
  typesAllowed?: boolean
  /** Only an import between two different values of the first group is refused. */
  acrossGroups?: boolean
}

const rules: Rule[] = [
  { why: 'widgets know the BFF by the door only', from: /^widgets\//, never: /^bff\//, except: /^bff\/api\.ts$/ },
  { why: 'the door is types only', from: /^widgets\//, never: /^bff\/api\.ts$/, typesAllowed: true },
  { why: 'the BFF knows no widget', from: /^bff\//, never: /^widgets\/|^lit(\/|$)|^@lit\// },
  { why: 'the BFF knows no demo website', from: /^bff\/(?!cli\/)/, never: /^demo-host\// },
  { why: 'nothing ships that needs the tests', from: /^(bff|widgets|demo-host)\/(?!.*\.test\.ts)/, never: /^test\// },
  {
    why: 'features never import features',
    from: /^bff\/features\/([a-z]+)\//,
    never: /^bff\/features\/([a-z]+)\//,
    acrossGroups: true,
    except: /\/api\.ts$/,
  },
  {
    why: 'widgets of a feature never import widgets of another',
    from: /^widgets\/(login|account|invoices|fleet|interventions|request|catalogue|cart|orders|dashboard)\//,
    never: /^widgets\/(login|account|invoices|fleet|interventions|request|catalogue|cart|orders|dashboard)\//,
    acrossGroups: true,
  },
  {
    why: 'the base of the widgets knows no feature',
    from: /^widgets\/(base|host|parts|styles)\//,
    never: /^widgets\/(login|account|invoices|fleet|interventions|request|catalogue|cart|orders|dashboard)\//,
  },
  {
    why: 'parts and styles are drawn, they ask nothing',
    from: /^widgets\/(parts|styles)\//,
    never: /^widgets\/(host)\//,
  },
  { why: 'an api is an interface', from: /^bff\/(api|features\/[a-z]+\/api)\.ts$/, never: /./, typesAllowed: true },
  {
    why: 'rules know neither database nor HTTP',
    from: /\/rules\.ts$/,
    never: /^(kysely|hono|pg|zod|node:.*)$|^bff\/(db|gate)\//,
    typesAllowed: true,
  },
  { why: 'queries know no HTTP', from: /\/queries\.ts$/, never: /^(hono|@hono\/.*)$|^bff\/gate\// },
  {
    why: 'features see handles as types: only db/ makes them',
    from: /^bff\/features\//,
    never: /^bff\/db\/(?!types|tables)|^pg$|^@electric-sql\//,
    typesAllowed: true,
    except: /^bff\/db\/(malformed|errors)\.ts$/,
  },
  { why: 'only db/ opens databases', from: /^bff\/(?!db\/)/, never: /^(pg|@electric-sql\/.*)$/, typesAllowed: true },
  {
    why: 'Hono is the router of the gate and the app',
    from: /^bff\/(?!gate\/|app\.ts|main\.ts|base\/)/,
    never: /^(hono|@hono\/.*)(\/|$)/,
    typesAllowed: true,
  },
  {
    why: 'the base knows no feature and no gate',
    from: /^bff\/base\//,
    never: /^bff\/(features|gate|cli)\//,
    typesAllowed: true,
  },
  {
    why: 'PDF, files and mail know no gate',
    from: /^bff\/(pdf|mail|sms|sheet)\//,
    never: /^bff\/(gate|features)\//,
    typesAllowed: true,
  },
]

function broken(imports: Import[]): string[] {
  return imports.flatMap((one) =>
    rules.flatMap((rule) => {
      const from = rule.from.exec(one.from)
      const to = rule.never.exec(one.to)
      if (!from || !to || rule.except?.test(one.to)) return []
      if (rule.typesAllowed && one.typeOnly) return []
      if (rule.acrossGroups && from[1] === to[1]) return []
      return [`${one.from} imports ${one.to}: ${rule.why}`]
    }),
  )
}

/** Only config.ts reads the environment; command line and tests are entrances of their own. */
function environmentReaders(files: string[]): string[] {
  return files
    .filter((file) => /^bff\/.*\.ts$/.test(file) && file !== 'bff/config.ts')
    .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
}

test('no import crosses a layer', () => {
  const imports = projectImports()
  assert.ok(imports.length > 100, 'the reader of imports found almost nothing')
  assert.deepEqual(broken(imports), [])
})

test('only bff/config.ts reads the environment', () => {
  assert.deepEqual(environmentReaders(projectFiles()), [])
})

test('twin: each rule is broken by an import that it is meant for', () => {
  const planted: [string, string][] = [
    ['widgets/login/guichet-login.ts', "import { x } from '../../bff/base/money.ts'"],
    ['widgets/base/client.ts', "import { Api } from '../../bff/api.ts'"],
    ['bff/app.ts', "import { html } from 'lit'"],
    ['bff/main.ts', "import { serveDemoHost } from '../demo-host/serve.ts'"],
    ['widgets/base/client.ts', "import { a } from '../../test/kit/a.ts'"],
    ['bff/features/invoices/endpoints.ts', "import { a } from '../sites/queries.ts'"],
    ['widgets/login/guichet-login.ts', "import '../account/guichet-account.ts'"],
    ['widgets/base/widget.ts', "const x = await import('../login/guichet-login.ts')"],
    ['widgets/parts/button.ts', "import { host } from '../host/contexts.ts'"],
    ['bff/features/sites/api.ts', "import { z } from 'zod'"],
    ['bff/features/invoices/rules.ts', "import { sql } from 'kysely'"],
    ['bff/features/invoices/queries.ts', "import { Hono } from 'hono'"],
    ['bff/features/invoices/queries.ts', "import { open } from '../../db/connect.ts'"],
    ['bff/gate/session.ts', "import pg from 'pg'"],
    ['bff/features/invoices/endpoints.ts', "import { Hono } from 'hono'"],
    ['bff/base/page.ts', "import { a } from '../gate/cors.ts'"],
    ['bff/pdf/copy.ts', "import { a } from '../gate/cors.ts'"],
  ]
  const caught = new Set<string>()
  for (const [file, line] of planted) {
    const found = broken(importsOf(file, line))
    assert.ok(found.length > 0, `${file}: ${line}`)
    for (const text of found) caught.add(text.slice(text.lastIndexOf(': ') + 2))
  }
  for (const { why } of rules)
    assert.ok(caught.has(why) || [...caught].some((text) => why.endsWith(text)), `not proven: ${why}`)
  assert.deepEqual(broken(importsOf('widgets/base/client.ts', "import type { Api } from '../../bff/api.ts'")), [])
})
