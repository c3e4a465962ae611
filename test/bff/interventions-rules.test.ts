import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InterventionState } from '../../bff/api.ts'
import { type Course, statesOf, stepsOf, takesReplies } from '../../bff/features/interventions/rules.ts'

const asked = '2026-11-02T08:00:00.000Z'
const planned = '2026-11-04T09:00:00.000Z'
const closed = '2026-11-05T16:00:00.000Z'
const course = (more: Partial<Course>): Course => ({
  state: 'received',
  requestedAt: asked,
  plannedAt: null,
  closedAt: null,
  visits: [],
  ...more,
})
const told = (more: Partial<Course>) =>
  stepsOf(course(more)).map(
    ({ state, progress, at }) => `${state} ${progress}${at === null ? '' : ` ${at.slice(8, 10)}`}`,
  )

test('[CA-34] a request goes its way: received, planned, in progress, done', () => {
  assert.deepEqual(told({}), ['received current 02', 'planned next', 'in_progress next', 'done next'])
  assert.deepEqual(told({ state: 'planned', plannedAt: planned }), [
    'received done 02',
    'planned current 04',
    'in_progress next',
    'done next',
  ])
  const visits: Course['visits'] = [{ state: 'in_progress', startsAt: planned }]
  assert.deepEqual(told({ state: 'in_progress', plannedAt: planned, visits }), [
    'received done 02',
    'planned done 04',
    'in_progress current 04',
    'done next',
  ])
})

test('what waits for the customer says so, after what has been done', () => {
  assert.deepEqual(told({ state: 'waiting' }), ['received done 02', 'waiting current', 'done next'])
  const visits: Course['visits'] = [{ state: 'done', startsAt: planned }]
  assert.deepEqual(told({ state: 'waiting', visits }), [
    'received done 02',
    'planned done 04',
    'in_progress done 04',
    'waiting current',
    'done next',
  ])
})

test('[CA-34] what has ended leaves out the steps that were never taken', () => {
  assert.deepEqual(told({ state: 'done', closedAt: closed }), ['received done 02', 'done current 05'])
  assert.deepEqual(told({ state: 'refused', closedAt: closed }), ['received done 02', 'refused current 05'])
  const visits: Course['visits'] = [{ state: 'cancelled', startsAt: planned }]
  assert.deepEqual(told({ state: 'cancelled', visits }), ['received done 02', 'cancelled current'])
  assert.deepEqual(told({ state: 'cancelled', visits, plannedAt: planned, closedAt: closed }), [
    'received done 02',
    'planned done 04',
    'cancelled current 05',
  ])
})

test('a visit that was called off begins nothing; of several the first one counts', () => {
  const visits: Course['visits'] = [
    { state: 'done', startsAt: '2026-11-09T09:00:00.000Z' },
    { state: 'cancelled', startsAt: '2026-11-03T09:00:00.000Z' },
    { state: 'done', startsAt: '2026-11-06T09:00:00.000Z' },
    { state: 'planned', startsAt: '2026-11-30T09:00:00.000Z' },
  ]
  assert.deepEqual(
    told({ state: 'in_progress', plannedAt: '2026-11-30T09:00:00.000Z', visits })[2],
    'in_progress current 06',
  )
})

test('a date is shown beside a step that lies ahead as soon as it is known', () => {
  assert.deepEqual(told({ plannedAt: planned })[1], 'planned next 04')
})

test('exactly one step is where it stands, and nothing before it lies ahead', () => {
  const states: InterventionState[] = ['received', 'planned', 'in_progress', 'waiting', 'done', 'cancelled', 'refused']
  for (const state of states) {
    for (const visit of ['planned', 'travelling', 'in_progress', 'done', 'cancelled'] as const) {
      const steps = stepsOf(course({ state, plannedAt: planned, visits: [{ state: visit, startsAt: planned }] }))
      const current = steps.findIndex((step) => step.progress === 'current')
      assert.equal(steps[current]?.state, state)
      assert.ok(steps.slice(0, current).every((step) => step.progress === 'done'))
      assert.ok(steps.slice(current + 1).every((step) => step.progress === 'next'))
      assert.equal(new Set(steps.map((step) => step.state)).size, steps.length)
    }
  }
})

test('the group of what is open is its states, named once', () => {
  assert.deepEqual(statesOf(['open', 'waiting', 'done']), ['received', 'planned', 'in_progress', 'waiting', 'done'])
})

test('what was called off takes no reply; what is done does', () => {
  assert.deepEqual(
    ['cancelled', 'refused', 'done', 'received'].map((state) => takesReplies(state as InterventionState)),
    [false, false, true, true],
  )
})
