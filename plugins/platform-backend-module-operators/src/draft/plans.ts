import type { Values } from '@pilothouse/plugin-platform-common';
import { withValueAt } from '../paths';
import type { DraftField } from './fields';
import { choicesOf } from './json-schema';

interface Size {
  readonly count: number;
  readonly storage: string;
  readonly cpu: string;
  readonly memory: string;
  readonly mostMemory: string;
}

const small: Size = {
  count: 1,
  storage: '1Gi',
  cpu: '100m',
  memory: '256Mi',
  mostMemory: '512Mi',
};
const safe: Size = {
  count: 3,
  storage: '10Gi',
  cpu: '500m',
  memory: '1Gi',
  mostMemory: '1Gi',
};

/** A small plan, and where there may be several members a safe one. */
export function plansOf(fields: readonly DraftField[]) {
  const plan = (size: Size) =>
    fields.reduce<Values>((values, field) => {
      const value = valueOf(field, size);
      return value === undefined
        ? values
        : withValueAt(values, field.path, value);
    }, {});
  const count = fields.find(({ role }) => role === 'count');
  const hasSafe = count && Number(count.schema.maximum ?? Infinity) >= 3;
  return [
    {
      name: 'small',
      title: { en: 'Small', zh: '小型' },
      summary: { en: 'For development', zh: '供开发使用' },
      values: plan(small),
    },
    ...(hasSafe
      ? [
          {
            name: 'safe',
            title: { en: 'Safe', zh: '高可用' },
            summary: { en: 'Three members', zh: '三个成员' },
            values: plan(safe),
          },
        ]
      : []),
  ];
}

function valueOf({ schema, role, isRequired }: DraftField, size: Size) {
  const least = Number(schema.minimum ?? -Infinity);
  switch (role) {
    case 'count':
      return Math.max(size.count, least);
    case 'storage':
      return size.storage;
    case 'cpu-request':
      return size.cpu;
    case 'memory-request':
      return size.memory;
    case 'memory-limit':
      return size.mostMemory;
    default:
      return schema.default ?? (isRequired ? leastOf(schema) : undefined);
  }
}

/** Something that the schema takes, where that can be told. */
function leastOf(schema: DraftField['schema']): unknown {
  const [choice] = choicesOf(schema);
  if (choice !== undefined) return choice;
  switch (schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    default:
      return undefined;
  }
}
