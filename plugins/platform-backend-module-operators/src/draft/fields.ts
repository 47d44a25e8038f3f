import {
  choicesOf,
  propertiesOf,
  propertyOf,
  requiredBy,
  type JsonSchema,
} from './json-schema';

/** What a field is for, as far as its name tells. */
export type Role =
  | 'count'
  | 'version'
  | 'storage'
  | 'storage-class'
  | 'cpu-request'
  | 'memory-request'
  | 'memory-limit'
  | 'other';

/** A field that a form can ask for. */
export interface DraftField {
  /** Below `spec`. */
  readonly path: readonly string[];
  readonly schema: JsonSchema;
  /** Whether nothing can be ordered without it. */
  readonly isRequired: boolean;
  readonly role: Role;
}

/** What a form can ask for of a `spec`. */
export interface DraftFields {
  /** The most important first. */
  readonly fields: readonly DraftField[];
  /** Paths of what must be there and no form can ask for, such as lists. */
  readonly unasked: readonly (readonly string[])[];
}

const most = 12;
const deepest = 5;

/** What describes pods rather than what runs in them. */
const aside =
  /affinity|toleration|securitycontext|podtemplate|template$|selector|probe$|^env|metadata|sidecar|container|annotations|labels|lifecycle|imagepull|serviceaccount|topologyspread|priorityclass|image$|image(tag|repository)/i;

const order: readonly Role[] = [
  'count',
  'version',
  'storage',
  'storage-class',
  'cpu-request',
  'memory-request',
  'memory-limit',
  'other',
];

/** Finds the fields of a `spec` that people are to be asked for. */
export function fieldsOf(spec: JsonSchema): DraftFields {
  const found = walk(spec, { path: [], isRequired: true });
  const ranked = found.fields
    .filter(
      ({ isRequired, path, role }) =>
        isRequired || role !== 'other' || path.length === 1,
    )
    .map((field, place) => ({ field, place }))
    .sort(
      (one, other) =>
        rankOf(one.field) - rankOf(other.field) ||
        one.field.path.length - other.field.path.length ||
        one.place - other.place,
    )
    .map(({ field }) => field);
  return { fields: ranked.slice(0, most), unasked: found.unasked };
}

function rankOf({ isRequired, role }: DraftField): number {
  return order.indexOf(role) - (isRequired ? order.length : 0);
}

interface Place {
  readonly path: readonly string[];
  readonly isRequired: boolean;
}

const nothing: DraftFields = { fields: [], unasked: [] };

function walk(schema: JsonSchema, { path, isRequired }: Place): DraftFields {
  if (path.length >= deepest) return nothing;
  const required = requiredBy(schema);
  return propertiesOf(schema)
    .map(([name, inner]) =>
      ofProperty(inner, {
        path: [...path, name],
        isRequired: isRequired && required.includes(name),
      }),
    )
    .reduce(
      (all, each) => ({
        fields: [...all.fields, ...each.fields],
        unasked: [...all.unasked, ...each.unasked],
      }),
      nothing,
    );
}

function ofProperty(schema: JsonSchema, place: Place): DraftFields {
  const { path, isRequired } = place;
  const name = path.at(-1) ?? '';
  if (isAsked(schema)) {
    if (aside.test(name) && !isRequired) return nothing;
    const role = roleOf(path, schema);
    return { fields: [{ path, schema, isRequired, role }], unasked: [] };
  }
  const amounts = amountsOf(schema, place);
  if (amounts) return { fields: amounts, unasked: [] };
  if (schema.type !== 'object' || propertiesOf(schema).length === 0) {
    return isRequired ? { fields: [], unasked: [path] } : nothing;
  }
  return aside.test(name) && !/claim/i.test(name) && !isRequired
    ? nothing
    : walk(schema, place);
}

/** Of what a pod or a volume asks for, the amounts that people know. */
function amountsOf(
  schema: JsonSchema,
  { path }: Place,
): readonly DraftField[] | undefined {
  const requests = propertyOf(schema, 'requests');
  const limits = propertyOf(schema, 'limits');
  if (path.at(-1) !== 'resources' || (!requests && !limits)) return undefined;
  const amount = (
    kind: string,
    name: string,
    role: Role,
  ): readonly DraftField[] => {
    const map = propertyOf(schema, kind);
    const described =
      propertyOf(map, name) ?? (map?.additionalProperties as JsonSchema);
    return described && typeof described === 'object'
      ? [
          {
            path: [...path, kind, name],
            schema: described,
            isRequired: false,
            role,
          },
        ]
      : [];
  };
  return path.some(name => /claim/i.test(name))
    ? amount('requests', 'storage', 'storage')
    : [
        ...amount('requests', 'cpu', 'cpu-request'),
        ...amount('requests', 'memory', 'memory-request'),
        ...amount('limits', 'memory', 'memory-limit'),
      ];
}

function isAsked(schema: JsonSchema): boolean {
  return (
    schema['x-kubernetes-int-or-string'] === true ||
    ['string', 'integer', 'number', 'boolean'].includes(String(schema.type))
  );
}

const counts =
  /^(replicas|replicacount|instances|members|membercount|nodes|nodecount|size|clustersize|brokers|servers|shards|count)$/i;
const sizes =
  /^(storage|storagesize|volumesize|disksize|volumesizerequest|capacity|size|datasize)$/i;

function roleOf(path: readonly string[], schema: JsonSchema): Role {
  const name = path.at(-1) ?? '';
  const isNumber = schema.type === 'integer';
  if (isNumber) return counts.test(name) ? 'count' : 'other';
  if (schema.type === 'boolean' || choicesOf(schema).length > 0) {
    return /^version$/i.test(name) ? 'version' : 'other';
  }
  if (/^(version|.*version)$/i.test(name)) return 'version';
  if (/storageclass(name)?$/i.test(name)) return 'storage-class';
  const inStorage = path.some(each =>
    /storage|volume|persist|disk/i.test(each),
  );
  if (sizes.test(name) && (inStorage || path.length === 1)) return 'storage';
  return 'other';
}
