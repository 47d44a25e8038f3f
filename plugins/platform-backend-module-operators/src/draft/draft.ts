import type { Draft } from '@pilothouse/plugin-platform-common';
import type { InstalledKind } from '@pilothouse/plugin-platform-node';
import { Document, isScalar, visit } from 'yaml';
import { fieldsOf, type DraftField, type DraftFields } from './fields';
import { propertyOf, sentenceOf } from './json-schema';
import { endpointsOf, labelsOf } from './living';
import { plansOf } from './plans';
import { readinessOf, type Readiness } from './readiness';
import { categoryOf, inWords, titled } from './words';

/** Of what lies directly below the whole, in nodes and pairs above it. */
const topDepth = 3;

/** What no cluster tells, and whoever publishes may want to say. */
const unsaid = `What plans cost, their limits and defaults can be said as well, for example
terms:
  - price: { currency: EUR, per: { requests.memory: { each: 1Gi, month: 5 } } }
  - environments: [dev]
    instances: 5`;

/**
 * Drafts a definition of a kind from what its cluster tells of it: a form from its schema,
 * readiness from its conditions or its phase, and the rest by habit.
 */
export function draftOf(installed: InstalledKind): Draft {
  const { schema, columns, living } = installed;
  const spec = propertyOf(schema, 'spec');
  const asked = fieldsOf(spec ?? {});
  if (asked.fields.length === 0) return { kind: 'none', because: 'no-fields' };
  const readiness = readinessOf(
    propertyOf(schema, 'status') ?? {},
    columns,
    living.map(({ object }) => object),
  );
  if (!readiness) return { kind: 'none', because: 'no-readiness' };
  const text = written(
    definitionOf(installed, asked, readiness),
    remarksOn(installed, asked, readiness),
  );
  return { kind: 'draft', text };
}

function definitionOf(
  { kind, schema, living, taken }: InstalledKind,
  { fields }: DraftFields,
  readiness: Readiness,
) {
  const count = fields.find(({ role }) => role === 'count');
  const hasStorage = fields.some(({ role }) => role === 'storage');
  const title = titleOf(kind.kind);
  const endpoints = endpointsOf(living);
  const { phase, message, phases, readyMembers } = readiness;
  const boundSecret = propertyOf(
    propertyOf(propertyOf(schema, 'status'), 'binding'),
    'name',
  );
  return {
    name: nameOf(kind, taken),
    title,
    summary: {
      en:
        sentenceOf(schema) ?? `${title}, run by the operator of ${kind.group}`,
      zh: `${title}，由 ${kind.group} 的 Operator 运行`,
    },
    category: categoryOf(kind.kind, kind.group),
    operator: { name: kind.group },
    operations: [
      ...(count ? ['scale'] : []),
      ...(hasStorage ? ['expand-storage'] : []),
    ],
    kind: {
      group: kind.group,
      plural: kind.plural,
      kind: kind.kind,
      versions: kind.versions,
    },
    labels: labelsOf(living).labels,
    fields: titled(fields),
    plans: plansOf(fields),
    status: {
      ready: readiness.ready,
      ...(readiness.failed.length > 0 && { failed: readiness.failed }),
      ...(phase && { phase }),
      ...(message && { message }),
      ...(Object.keys(phases).length > 0 && { phases }),
      ...(count &&
        readyMembers && {
          members: {
            ready: readyMembers,
            wanted: ['spec', ...count.path].join('.'),
          },
        }),
    },
    ...(endpoints.length > 0 && { endpoints }),
    ...(boundSecret && {
      credentials: [
        {
          title: { en: 'Credentials', zh: '凭据' },
          secret: '{status.binding.name}',
          keys: [],
        },
      ],
    }),
    demand: [demandOf(fields)],
  };
}

function demandOf(fields: readonly DraftField[]) {
  const of = (...roles: readonly DraftField['role'][]) =>
    fields.filter(({ role }) => roles.includes(role));
  const [count] = of('count');
  const [amount] = of('cpu-request', 'memory-request', 'memory-limit');
  const storage = of('storage').map(({ path }) => path.join('.'));
  return {
    pods: count ? count.path.join('.') : 1,
    ...(amount && { resources: amount.path.slice(0, -2).join('.') }),
    ...(storage.length > 0 && { storage }),
  };
}

/** What was guessed, and what has to be looked at before it is published. */
function remarksOn(
  { kind, living }: InstalledKind,
  { fields, unasked }: DraftFields,
  readiness: Readiness,
): readonly string[] {
  const empty = fields.filter(
    ({ isRequired, path }) =>
      isRequired && !hasValue(plansOf(fields)[0]?.values, path),
  );
  return [
    `Drafted from the schema of ${kind.plural}.${kind.group} ${kind.versions[0]}.`,
    ...(readiness.isGuess
      ? ['Guessed: what says that an instance is ready, below status.']
      : []),
    ...(labelsOf(living).isGuess
      ? ['Guessed: labels, by which pods and volumes of an instance are found.']
      : []),
    ...unasked.map(
      path =>
        `spec.${path.join(
          '.',
        )} must be set, and no form can ask for it: write it into the values of each plan.`,
    ),
    ...empty.map(
      ({ path }) =>
        `spec.${path.join(
          '.',
        )} must be set: who orders is asked, unless the plans have a value.`,
    ),
  ];
}

function hasValue(values: unknown, path: readonly string[]): boolean {
  return (
    path.reduce<unknown>(
      (inside, name) => Reflect.get(Object(inside), name),
      values,
    ) !== undefined
  );
}

function titleOf(kind: string): string {
  return kind.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
}

function nameOf(
  { kind, group, plural }: InstalledKind['kind'],
  taken: readonly string[],
): string {
  const plain = inWords(kind).toLowerCase().replaceAll(' ', '-');
  const candidates = [
    plain,
    `${plain}-${group.split('.')[0]}`,
    `${plural}.${group}`.replaceAll('.', '-').slice(0, 63).replace(/-+$/, ''),
  ];
  return candidates.find(name => !taken.includes(name)) ?? plain;
}

/** Short things on one line each, as people write definitions. */
function written(definition: object, remarks: readonly string[]): string {
  const document = new Document(definition, { aliasDuplicateObjects: false });
  document.commentBefore = remarks.map(line => ` ${line}`).join('\n');
  document.comment = unsaid.replace(/^/gm, ' ');
  visit(document, {
    Map(_, node, { length: depth }) {
      const isShort = node.items.every(
        ({ value }) => isScalar(value) && String(value.value).length < 40,
      );
      if (depth > topDepth && isShort && node.items.length > 1) {
        node.flow = true;
      }
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
