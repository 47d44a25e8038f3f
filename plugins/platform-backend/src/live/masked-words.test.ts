import { mockCredentials } from '@backstage/backend-test-utils';
import { maskedWords } from './masked-words';
import { fixedOutlook } from './Outlook';

const credentials = mockCredentials.user();
const inMaskedWords = maskedWords(text => text.replaceAll('hunter2', '•••'));

/** What is told when that is to be told. */
async function told<T>(...values: T[]): Promise<T[]> {
  const answer = inMaskedWords<T, T>({
    outlookOf: async () =>
      fixedOutlook<T, T>({ key: 'all', evaluate: value => value }),
  });
  const outlook = await answer.outlookOf(credentials);
  const { evaluate } = outlook.perspective();
  return values.map(value => evaluate(value, new Set()));
}

describe('words of others', () => {
  it.each(['answer', 'lastWords', 'message', 'raw', 'said'])(
    'are masked as %s, however deep',
    async name => {
      const cause = { [name]: 'login hunter2', kind: 'hunter2' };
      expect(await told({ rows: [{ causes: [cause] }] })).toEqual([
        { rows: [{ causes: [{ [name]: 'login •••', kind: 'hunter2' }] }] },
      ]);
    },
  );

  it('leave all else the same object, and are the same object again', async () => {
    const plain = { facts: { said: 'no room' }, since: undefined, pods: 0 };
    const secret = { facts: { said: 'hunter2' } };
    const [one, other] = await told([plain, secret], [plain, secret]);
    expect(one?.[0]).toBe(plain);
    expect(one?.[1]).not.toBe(secret);
    expect(other?.[1]).toBe(one?.[1]);
  });
});
