import { z } from 'zod';
import { eventBlocks } from '../measure/event-blocks.ts';
import { PRINTERS } from './printers.ts';

const eventSchema = z.union([
  z.object({
    kind: z.literal('lines'),
    lines: z.array(z.tuple([z.number(), z.string(), z.string()])),
  }),
  z.object({ kind: z.enum(['source', 'gap', 'ended', 'live']) }),
]);

/** Lines that a tail told at once: number of the source, and text. */
export type Told = readonly (readonly [source: number, text: string])[];

/** Follows the printing pods through the portal until the signal ends it. */
export async function* tail(
  portal: { readonly url: string; readonly token: string },
  wanted: { readonly pods?: readonly string[]; readonly tailLines: number },
  signal: AbortSignal,
): AsyncGenerator<Told, void> {
  const { name, namespace } = PRINTERS;
  const target = { cluster: 'local', namespace, kind: 'Deployment', name };
  const response = await fetch(`${portal.url}/api/platform/logs/tail`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${portal.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ target, ...wanted }),
    signal,
  });
  if (!response.ok || !response.body) {
    throw new Error(`the tail failed with ${response.status}`);
  }
  for await (const block of eventBlocks(response.body)) yield* linesOf(block);
}

function* linesOf(block: string): Generator<Told> {
  const [, data] = /^data: ?(.*)$/m.exec(block) ?? [];
  if (data === undefined) return;
  const event = eventSchema.parse(JSON.parse(data));
  if (event.kind === 'lines') {
    yield event.lines.map(([source, , text]) => [source, text] as const);
  }
}

/** Counts numbered lines, and those that are missing or told again among them. */
export class LineCount {
  #told = 0;
  #missing = 0;
  readonly #last = new Map<number, number>();

  get told(): number {
    return this.#told;
  }

  /** Lines of which a later one of the same source came without them, and repeated ones. */
  get wrong(): number {
    return this.#missing;
  }

  /** @throws Error for a line without a number */
  add(lines: Told): void {
    for (const [source, text] of lines) {
      const [, digits] = /^line (\d+) /.exec(text) ?? [];
      if (digits === undefined) throw new Error(`no number in: ${text}`);
      const last = this.#last.get(source);
      const number = Number(digits);
      if (last !== undefined) this.#missing += Math.abs(number - last - 1);
      this.#last.set(source, number);
      this.#told += 1;
    }
  }
}
