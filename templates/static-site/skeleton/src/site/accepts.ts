import { ENCODINGS, type Encoding } from './files.ts';

/**
 * The best encoding that a browser takes (RFC 9110, section 12.5.3).
 *
 * @param header - its `Accept-Encoding`
 * @param there - those that there are
 * @returns undefined where it is to be sent as it is
 */
export function encodingFor(
  header: string | undefined,
  there: (encoding: Encoding) => boolean,
): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const each of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = each.split(';').map(s => s.trim());
    const weight = parameters.find(p => p.startsWith('q='))?.slice(2) ?? '1';
    weights.set(name, Number(weight));
  }
  const taken = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  return ENCODINGS.map(({ name }) => name)
    .filter(name => there(name) && taken(name) > 0)
    .sort((a, b) => taken(b) - taken(a))
    .at(0);
}
