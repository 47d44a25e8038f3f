import fc from 'fast-check';
import { noFilter } from './filter';
import { brokenFirst, sortColumns } from './sort';
import { states } from './states';
import { readLooked, writeLooked } from './url';

const asUsual = { filter: noFilter, sort: brokenFirst };

describe('address', () => {
  it.each([
    ['', asUsual],
    ['sort=nonsense&state=purple&page=3', asUsual],
    [
      'team=mine&environment=prod&state=failed&state=degraded&q=tea+shop&sort=-name',
      {
        filter: {
          team: 'mine',
          environment: 'prod',
          states: ['degraded', 'failed'],
          text: 'tea shop',
        },
        sort: { by: 'name', reversed: true },
      },
    ],
  ])('%s is understood', (address, expected) => {
    expect(readLooked(new URLSearchParams(address))).toEqual(expected);
  });

  it('says nothing of what is as usual', () => {
    expect(writeLooked(asUsual).toString()).toBe('');
  });

  it('is read as it was written', () => {
    const word = fc.string({ minLength: 1 });
    const looked = fc.record({
      filter: fc.record(
        {
          team: word,
          application: word,
          environment: word,
          cluster: word,
          states: fc.subarray([...states]),
          text: fc.string().map(text => (text.trim() ? text : '')),
        },
        { requiredKeys: ['states', 'text'] },
      ),
      sort: fc.record({
        by: fc.constantFrom(...sortColumns),
        reversed: fc.boolean(),
      }),
    });
    fc.assert(
      fc.property(looked, given => {
        const address = writeLooked(given).toString();
        expect(readLooked(new URLSearchParams(address))).toEqual(given);
      }),
    );
  });
});
