/** One condition on a class or a plan, such as `spec.externalName in (a, b)`. */
interface Requirement {
  readonly property: string;
  readonly values: readonly string[];
  readonly isWanted: boolean;
}

const FORM =
  /^\s*([A-Za-z.]+)\s*(?:(==|!=|=)\s*([^,()\s]+)|\s(in|notin)\s*\(([^()]*)\))\s*$/;

const PROPERTIES = {
  serviceClass: ['name', 'spec.externalName', 'spec.externalID'],
  servicePlan: [
    'name',
    'spec.externalName',
    'spec.externalID',
    'spec.free',
    'spec.serviceClass.name',
    'spec.clusterServiceClass.name',
  ],
} as const;

/** What restrictions may look at, by property. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Restrictions as a test.
 *
 * @throws an error that names the first one which is none
 */
export function restriction(
  kind: keyof typeof PROPERTIES,
  texts: readonly string[] = [],
): (properties: Properties) => boolean {
  const requirements = texts
    .flatMap(parts)
    .map(text => requirementOf(kind, text));
  return properties =>
    requirements.every(
      ({ property, values, isWanted }) =>
        values.includes(properties[property] ?? '') === isWanted,
    );
}

/** Several can stand in one text, with commas between them. */
function parts(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

function requirementOf(
  kind: keyof typeof PROPERTIES,
  text: string,
): Requirement {
  const [, property = '', sign, value = '', word, list = ''] =
    FORM.exec(text) ?? [];
  const known: readonly string[] = PROPERTIES[kind];
  if (!known.includes(property)) {
    throw new Error(
      `The restriction ${JSON.stringify(
        text,
      )} cannot be read; write for example "spec.externalName in (a, b)", with one of ${known.join(
        ', ',
      )}.`,
    );
  }
  const values = sign ? [value] : list.split(',').map(each => each.trim());
  return { property, values, isWanted: sign !== '!=' && word !== 'notin' };
}
