import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { BadRequest } from '../http/errors.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
});

const XML_DECLARATION = /^\s*<\?xml[^>]*\?>/;

/** The one element of a document. */
export interface XmlRoot {
  readonly name: string;
  readonly content: unknown;
}

/**
 * Reads a document. Document types are refused: their entities could stand for
 * everything that the server can read.
 *
 * @param what - what the document is, for the sentence of a refusal
 * @throws BadRequest that says where it is not well-formed
 */
export function parseXml(text: string, what: string): XmlRoot {
  if (text.trim() === '') throw new BadRequest(`${what} is empty`);
  if (/<!DOCTYPE/i.test(text))
    throw new BadRequest(`${what} must not have a document type`);
  // Jenkins writes XML 1.1, which for these documents is read like 1.0.
  const body = text.replace(/^\uFEFF/, '').replace(XML_DECLARATION, '');
  const problem = XMLValidator.validate(body);
  if (problem !== true) {
    const { msg, line } = problem.err;
    throw new BadRequest(`${what} is not well-formed in line ${line}: ${msg}`);
  }
  const document = z.record(z.string(), z.unknown()).parse(parser.parse(body));
  const [name] = Object.keys(document).filter(each => each !== '#text');
  if (!name) throw new BadRequest(`${what} has no element`);
  return { name, content: document[name] };
}

/** Text of an element, with or without attributes. */
export const textSchema = z
  .union([z.string(), z.object({ '#text': z.string().default('') })])
  .transform(value => (typeof value === 'string' ? value : value['#text']));

/** A word: what surrounds it is not meant. */
export const wordSchema = textSchema.transform(text => text.trim());

/** A word, where an empty element is as good as none. */
export const optionalWordSchema = wordSchema
  .transform(word => word || undefined)
  .optional();

export const flagSchema = wordSchema
  .transform(word => word === 'true')
  .optional()
  .default(false);

/** A whole number, where Jenkins writes -1 or nothing for none. */
export const countSchema = wordSchema
  .pipe(z.string().regex(/^(-?\d+)?$/, 'must be a whole number'))
  .transform(word =>
    word === '' || Number(word) < 0 ? undefined : Number(word),
  )
  .optional();

/** An element with others inside; empty ones are read by the parser as text. */
export function elementSchema<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(
    value => (value === undefined || typeof value === 'string' ? {} : value),
    z.object(shape),
  );
}

/** Elements of one name: none, one or several. */
export function repeatedSchema<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    value =>
      Array.isArray(value) ? value : [value].filter(each => each !== undefined),
    z.array(schema),
  );
}

/** An element that there is once. */
export function onlySchema<T extends z.ZodType>(schema: T, otherwise: string) {
  return repeatedSchema(schema).transform((found, context): z.output<T> => {
    const [first, ...more] = found;
    if (first !== undefined && more.length === 0) return first;
    context.addIssue({ code: 'custom', message: otherwise });
    return z.NEVER;
  });
}

/**
 * @param what - names the document in the sentence of a refusal
 * @throws BadRequest that names the element that is missing or wrong
 */
export function understand<T extends z.ZodType>(
  schema: T,
  content: unknown,
  what: string,
): z.infer<T> {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join('/') || 'its root element';
  throw new BadRequest(
    `${what} is not understood at ${place}: ${issue?.message}`,
  );
}

/** Text as it stands in an element. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
