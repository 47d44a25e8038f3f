import { z } from 'zod';
import { costSchema, exceededSchema, termsNamesSchema } from '../marketplace';
import { moment } from '../moment';
import { toolsUnknownSchema, toolStateSchema } from './tools';

/** What a preview is asked of: a template, and what was entered into its form. */
export const previewRequestSchema = z.object({
  templateRef: z.string(),
  values: z.record(z.string(), z.unknown()),
});

/** What a preview is asked of. */
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** Systems in which something comes to be with a service. */
export const createdSystemSchema = z.enum([
  'git',
  'ci',
  'registry',
  'catalog',
  'kubernetes',
]);

/** An amount that a quota counts; in thousandths. */
export const quotaAmountSchema = z.object({
  quota: z.string(),
  /** As the quota calls it, such as `requests.cpu`. */
  resource: z.string(),
  most: z.number(),
  used: z.number(),
  /** Missing where nobody says how much it is, for which no pod would be admitted. */
  wanted: z.number().optional(),
});

/** An amount that a quota counts. */
export type QuotaAmount = z.infer<typeof quotaAmountSchema>;

/** Why middleware cannot be ordered. */
export const orderRefusalSchema = z.discriminatedUnion('kind', [
  /** It goes over limits of the platform. */
  z.object({
    kind: z.literal('limits'),
    exceeded: z.array(exceededSchema).min(1),
    names: termsNamesSchema,
  }),
  /** Values were given for fields that may be secret. */
  z.object({ kind: z.literal('secrets'), fields: z.array(z.string()) }),
  /** It needs some, which no template takes. */
  z.object({ kind: z.literal('needs-secrets'), fields: z.array(z.string()) }),
  z.object({
    kind: z.literal('no-such-plan'),
    plan: z.string(),
    plans: z.array(z.string()),
  }),
  /** A run could not undo it, as no API serves it. */
  z.object({ kind: z.literal('not-by-template') }),
  /** Nothing can be called so. */
  z.object({ kind: z.literal('misnamed') }),
  /** The item cannot be had there. */
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('not-allowed') }),
  /** The cluster, or whoever provides it, does not take it; the message says why. */
  z.object({ kind: z.literal('not-taken') }),
  /** It could not be found out. */
  z.object({ kind: z.literal('unknown') }),
]);

/** Why middleware cannot be ordered. */
export type OrderRefusal = z.infer<typeof orderRefusalSchema>;

const judged = {
  ok: z.boolean(),
  /** In English, for logs and for those who look for the cause. */
  message: z.string(),
};

const place = { environment: z.string() };

/** Something that must hold for a service to be made, and whether it does. */
export const checkSchema = z.discriminatedUnion('check', [
  z.object({ check: z.literal('name'), ...judged }),
  z.object({ check: z.literal('owner'), ...judged, team: z.string() }),
  z.object({
    check: z.literal('namespace'),
    ...judged,
    ...place,
    /**
     * `new`: it is made too. `refused`: it would be, and the person may not. `taken`: one of
     * its name is not the team's. `leaving`: that is being deleted. `absent`: not in this
     * cluster, while others are `unknown`.
     */
    found: z.enum([
      ...['one', 'none', 'several', 'new', 'refused', 'taken'],
      ...['leaving', 'absent', 'unknown'],
      ...['misnamed', 'no-cluster', 'which-cluster'],
    ] as const),
    namespace: z.string().optional(),
    cluster: z.string().optional(),
    /** Since when nothing is heard of that cluster. */
    since: moment.optional(),
  }),
  z.object({
    check: z.literal('free'),
    ...judged,
    /** What the name was looked for as. */
    system: createdSystemSchema,
    name: z.string(),
    namespace: z.string().optional(),
    found: z.enum(['free', 'taken', 'unknown']),
  }),
  z.object({
    check: z.literal('quota'),
    ...judged,
    ...place,
    namespace: z.string(),
    cluster: z.string(),
    amounts: z.array(quotaAmountSchema),
    /** Pods among what is wanted that only the rollout of a binding needs; none where missing. */
    forRollout: z.number().optional(),
  }),
  z.object({
    check: z.literal('limits'),
    ...judged,
    ...place,
    namespace: z.string(),
    cluster: z.string(),
    /** Which bounds of LimitRanges are not kept, in the words of Kubernetes. */
    bounds: z.string(),
  }),
  z.object({
    check: z.literal('host'),
    ...judged,
    ...place,
    /** Under which it is to answer. */
    host: z.string(),
    found: z.enum(['free', 'taken', 'unknown']),
  }),
  z.object({
    check: z.literal('middleware'),
    ...judged,
    ...place,
    /** Of the instance. */
    name: z.string(),
    /** `later`: once its namespace is made. */
    found: z.enum(['orderable', 'taken', 'refused', 'later']),
    /** Of what is refused. */
    refusal: orderRefusalSchema.optional(),
  }),
  z.object({ check: z.literal('chart'), ...judged }),
  z.object({ check: z.literal('tool'), ...judged, tool: toolStateSchema }),
  /** Could not be found out, which is in the way of nothing. */
  z.object({
    check: z.literal('tools-unknown'),
    ...judged,
    unknown: toolsUnknownSchema,
  }),
]);

/** Something that must hold for a service to be made, and whether it does. */
export type CreationCheck = z.infer<typeof checkSchema>;

/** A file that will be in the repository. */
export const previewFileSchema = z.object({
  path: z.string(),
  bytes: z.number(),
  /** Missing for what is no text, or too long to be shown. */
  text: z.string().optional(),
});

/** A file that will be in the repository. */
export type PreviewFile = z.infer<typeof previewFileSchema>;

/** Something that will come to be outside of the repository. */
export const previewObjectSchema = z.object({
  system: createdSystemSchema,
  kind: z.string(),
  name: z.string(),
  /** In which folder, namespace or server. */
  where: z.string(),
  /** Of what is made once for each. */
  environment: z.string().optional(),
});

/** Something that will come to be outside of the repository. */
export type PreviewObject = z.infer<typeof previewObjectSchema>;

/** What is ordered beside, and what it costs. */
export const previewOrderSchema = z.object({
  /** How the item is called. */
  title: z.string(),
  /** Of the instance. */
  name: z.string(),
  environment: z.string(),
  /** Missing where nobody has said. */
  cost: costSchema.optional(),
});

/** What is ordered beside, and what it costs. */
export type PreviewOrder = z.infer<typeof previewOrderSchema>;

/** All that will come to be, and what is in the way of it. */
export const creationPreviewSchema = z.object({
  name: z.string(),
  files: z.array(previewFileSchema),
  objects: z.array(previewObjectSchema),
  checks: z.array(checkSchema),
  orders: z.array(previewOrderSchema),
});

/** All that will come to be, and what is in the way of it. */
export type CreationPreview = z.infer<typeof creationPreviewSchema>;
