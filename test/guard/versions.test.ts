/** Versions below which a known hole is open. The registry's audit cannot be asked everywhere, so the floors stand here. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const floors: Record<string, { floor: string; why: string }> = {
  hono: { floor: '4.12.25', why: 'several advisories on its middleware and router in 2025 and 2026' },
  '@hono/node-server': { floor: '1.19.13', why: 'advisories on static files and headers' },
  kysely: { floor: '0.28.17', why: 'advisories on identifiers in JSON paths' },
}

/** Parts of Hono that have a history of advisories: small own ones stand in their place. */
const ownInstead = [
  'hono/jwt',
  'hono/ip-restriction',
  'hono/csrf',
  'hono/cors',
  'hono/serve-static',
  '@hono/node-server/serve-static',
]

const atLeast = (version: string, floor: string) => {
  const [a, b] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  for (let n = 0; n < 3; n += 1) {
    const difference = (a?.[n] ?? 0) - (b?.[n] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

test('installed packages are above their floors', () => {
  for (const [name, { floor, why }] of Object.entries(floors)) {
    const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }
    assert.ok(atLeast(version, floor), `${name} ${version} is below ${floor}: ${why}`)
  }
})

test('versions are pinned exactly', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  ) as Record<string, Record<string, string>>
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    // Type packages follow the major version of what they describe.
    assert.match(version, name.startsWith('@types/') ? /^\d+/ : /^(npm:[^@]*@?[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/, name)
  }
})

test('no middleware of Hono that has a history of advisories is in use', async () => {
  const { projectImports } = await import('../kit/source.ts')
  assert.deepEqual(
    projectImports().filter((one) => ownInstead.includes(one.to)),
    [],
  )
})

test('twin: an older version is below the floor', () => {
  assert.equal(atLeast('4.12.24', '4.12.25'), false)
  assert.equal(atLeast('4.9.99', '4.12.25'), false)
  assert.equal(atLeast('5.0.0', '4.12.25'), true)
})
