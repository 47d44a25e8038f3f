/** Requests that a healthy site answers; add one for what must not break. */
export const WORK = [
  { path: '/readyz', expected: '"status":"ready"' },
  { path: '/', expected: '<h1>' },
];
