import type { Answer, ClusterConnection } from './ClusterConnection';
import { probe } from './probe';

/** A cluster that answers everything by one status. */
function answering(statusCode: number) {
  const body = { dump: async () => undefined } as Answer['body'];
  const credential = { kind: 'none' } as const;
  const open = async () => ({ statusCode, headers: {}, body, credential });
  return { open } as unknown as ClusterConnection;
}

describe('a sign of life', () => {
  it.each([
    [200, false, 'alive'],
    [403, true, 'alive'],
    [500, false, 'alive'],
    [500, true, 'not-ready'],
    [503, true, 'not-ready'],
    [502, false, 'no-answer'],
    [503, false, 'no-answer'],
    [504, false, 'no-answer'],
    [401, false, 'credential-refused'],
  ])(
    'by %d, where it must be ready: %s, is %s',
    async (status, ready, told) => {
      const reason = await probe(answering(status), ready).then(
        () => 'alive',
        failure => failure.reason,
      );
      expect(reason).toBe(told);
    },
  );
});
