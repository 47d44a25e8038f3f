/** Requests that a healthy service answers; add one for what must not break. */
export const WORK = [
  { path: '/readyz', expected: '"status":"ready"' },
  { path: '/greetings/smoke-test', expected: '"greeting":' },
];
