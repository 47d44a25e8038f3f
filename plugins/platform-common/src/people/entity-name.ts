const longestName = 63;

/**
 * Name in the catalog of a person or group that the user center calls so: lower case,
 * without accents, everything else that a name may not hold replaced by a dash. Sign-in
 * and the catalog must agree on it.
 *
 * @returns undefined when nothing usable is left
 */
export function toEntityName(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-');
  const trimmed = trim(trim(plain).slice(0, longestName));
  return trimmed === '' ? undefined : trimmed;
}

function trim(name: string): string {
  return name.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}
