const longestName = 63;

/**
 * Name in the catalog of a person or group that the user center calls so: lower case,
 * Latin letters without accents, letters and digits of other scripts by their code points
 * (`研` is `u7814`), everything else that a name may not hold replaced by a dash. Sign-in
 * and the catalog must agree on it.
 *
 * @returns undefined when nothing usable is left
 */
export function toEntityName(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/([a-z])\p{Mark}+/gu, '$1')
    .normalize('NFKC')
    .replace(/[\p{Letter}\p{Number}\p{Mark}]/gu, spell)
    .replace(/[^a-z0-9_.-]+/g, '-');
  const trimmed = trim(trim(plain).slice(0, longestName));
  return trimmed === '' ? undefined : trimmed;
}

/** Left out instead, those who share their ASCII letters would look alike. */
function spell(letter: string): string {
  return letter <= '\u007f'
    ? letter
    : ` u${letter.codePointAt(0)?.toString(16)} `;
}

function trim(name: string): string {
  return name.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}
