/** The steps behind the first: fetched while somebody reads it. */
export { doneView } from './done.ts'
export { sendRequest } from './sending.ts'
export { stepDetails } from './step-details.ts'
export { stepMachine } from './step-machine.ts'
export { stepRecap } from './step-recap.ts'
export { stepWhere } from './step-where.ts'
export { laterStyles } from './later.styles.ts'
