import { z } from 'zod';

/** What Redis may do when its memory is full, the first unless told. */
const EVICTIONS = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'volatile-lru',
  'volatile-ttl',
] as const;

export const parametersSchema = z.strictObject({
  eviction: z.enum(EVICTIONS).default('noeviction'),
  persistent: z.boolean().default(true),
});

export const bindingParametersSchema = z.strictObject({
  readOnly: z.boolean().default(false),
});

/** A size in which instances can be had. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly free: boolean;
  /** What Redis may keep, and what its process may take. */
  readonly maxMemoryMb: number;
  readonly limitMi: number;
  readonly cost: number;
}

export const SERVICE_ID = '0f5e0c6a-6f0e-4a5b-9a53-9b0d6a4c2f11';

export const PLANS: readonly Plan[] = [
  {
    id: '5b0f3a52-1c8e-4a7d-8a55-0a3f6d0f7c01',
    name: 'small',
    description: 'Keeps up to 64 MB, for development',
    free: true,
    maxMemoryMb: 64,
    limitMi: 128,
    cost: 0,
  },
  {
    id: '5b0f3a52-1c8e-4a7d-8a55-0a3f6d0f7c02',
    name: 'large',
    description: 'Keeps up to 256 MB',
    free: false,
    maxMemoryMb: 256,
    limitMi: 384,
    cost: 12,
  },
];

const draft = 'http://json-schema.org/draft-07/schema#';

const instanceParameters = {
  $schema: draft,
  type: 'object',
  additionalProperties: false,
  properties: {
    eviction: {
      type: 'string',
      title: 'When the memory is full',
      description:
        'noeviction refuses to write; the others drop keys that are used least, or that expire first.',
      enum: EVICTIONS,
      default: 'noeviction',
    },
    persistent: {
      type: 'boolean',
      title: 'Survives a restart',
      description: 'Whether every change is also written to the volume.',
      default: true,
    },
  },
};

const bindingParameters = {
  $schema: draft,
  type: 'object',
  additionalProperties: false,
  properties: {
    readOnly: {
      type: 'boolean',
      title: 'Reads only',
      description: 'Whether who has the credentials may only read.',
      default: false,
    },
  },
};

/** The longest that fetching the programs and starting may take. */
const MAX_POLLING_SECONDS = 1_800;

/** What the broker offers, as the document has it. */
export const CATALOG = {
  services: [
    {
      id: SERVICE_ID,
      name: 'redis',
      description: 'Cache and key-value store',
      tags: ['redis', 'cache'],
      bindable: true,
      instances_retrievable: true,
      bindings_retrievable: true,
      plan_updateable: true,
      metadata: {
        displayName: 'Redis',
        longDescription: 'Redis 6.2, one server with a volume of its own.',
        providerDisplayName: 'Embedded service broker',
      },
      plans: PLANS.map(({ id, name, description, free, cost }) => ({
        id,
        name,
        description,
        free,
        maximum_polling_duration: MAX_POLLING_SECONDS,
        metadata: {
          displayName: name === 'small' ? 'Small' : 'Large',
          bullets: [description],
          ...(cost > 0 && {
            costs: [{ amount: { usd: cost }, unit: 'MONTHLY' }],
          }),
        },
        schemas: {
          service_instance: {
            create: { parameters: instanceParameters },
            update: { parameters: instanceParameters },
          },
          service_binding: { create: { parameters: bindingParameters } },
        },
      })),
    },
  ],
};
