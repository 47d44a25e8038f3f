import { HttpError } from './service.mjs';

/**
 * Reads a JSON object from a request.
 *
 * @param {string} body
 * @returns {Record<string, unknown>}
 */
export function jsonObject(body) {
  try {
    const value = JSON.parse(body);
    if (value && typeof value === 'object' && !Array.isArray(value))
      return value;
  } catch {
    // Told below, as for any other wrong body.
  }
  throw new HttpError(400, 'the body must be a JSON object');
}

/**
 * @param {Record<string, unknown>} object
 * @param {string} name
 * @returns {string}
 */
export function textField(object, name) {
  const value = object[name];
  if (typeof value === 'string' && value !== '' && value.length <= 100)
    return value;
  throw new HttpError(400, `"${name}" must be a text of 1 to 100 characters`);
}

/**
 * @param {Record<string, unknown>} object
 * @param {string} name
 * @param {number} least
 * @param {number} most
 * @param {number} [otherwise] what is taken when it is not given
 * @returns {number}
 */
export function wholeField(object, name, least, most, otherwise) {
  const value = object[name] ?? otherwise;
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= least &&
    value <= most
  )
    return value;
  throw new HttpError(
    400,
    `"${name}" must be a whole number from ${least} to ${most}`,
  );
}
