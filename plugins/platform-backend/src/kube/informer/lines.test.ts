import fc from 'fast-check';
import { linesOf } from './lines';

async function* chunks(bytes: Buffer, sizes: readonly number[]) {
  let from = 0;
  for (const size of [...sizes, bytes.length]) {
    if (from >= bytes.length) return;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

describe('the lines of a body', () => {
  it('are the same however the network cuts it', async () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter(one => !one.includes('\n'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }),
        async (lines, sizes) => {
          const bytes = Buffer.from(lines.map(one => `${one}\n`).join(''));
          const found: string[] = [];
          for await (const one of linesOf(chunks(bytes, sizes)))
            found.push(one);
          expect(found).toEqual(lines.map(one => Buffer.from(one).toString()));
        },
      ),
    );
  });

  it('do not include one that was cut off', async () => {
    const found: string[] = [];
    const body = chunks(Buffer.from('whole\nhal'), [2]);
    for await (const one of linesOf(body)) found.push(one);
    expect(found).toEqual(['whole']);
  });
});
