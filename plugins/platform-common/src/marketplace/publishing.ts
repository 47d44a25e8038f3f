import { z } from 'zod';
import { abilitySchema } from '../deployments';
import { clusterSchema } from '../kube';
import { moment } from '../moment';
import { orderFormSchema } from './form';
import { orderRequestSchema } from './orders';
import { instanceSchema, itemNameSchema } from './schema';

/** Longest definition that is taken, in characters. */
export const maxDefinitionLength = 128 * 1024;

const definitionTextSchema = z.string().min(1).max(maxDefinitionLength);

/** A kind that a CustomResourceDefinition adds. */
export const installedKindSchema = z.object({
  group: z.string().min(1).max(253),
  plural: z.string().min(1).max(63),
});

/** A kind that a CustomResourceDefinition adds. */
export type InstalledKind = z.infer<typeof installedKindSchema>;

/** Why no item can be made of a kind. */
export const undraftableReasons = [
  /** Its objects belong to no namespace, and so to no team. */
  'cluster-scoped',
  /** Its operator tells no status of its objects. */
  'no-status',
  /** It is part of Kubernetes or of its projects. */
  'kubernetes',
  /** No version of it is served, or none whose name is one of Kubernetes. */
  'not-served',
] as const;

/** A kind that is installed, and whether an item can be made of it. */
export const candidateSchema = installedKindSchema.extend({
  kind: z.string(),
  /** Where it is installed, and the newest version that is served there. */
  clusters: z.array(
    z.object({ cluster: z.string(), version: z.string().optional() }),
  ),
  verdict: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('draftable') }),
    /** An item is made of it already, or it is part of one. */
    z.object({ kind: z.literal('item'), item: itemNameSchema }),
    z.object({
      kind: z.literal('none'),
      because: z.enum(undraftableReasons),
    }),
  ]),
});

/** A kind that is installed, and whether an item can be made of it. */
export type Candidate = z.infer<typeof candidateSchema>;

/** An item that was published in the portal. */
export const publishedSchema = z.object({
  name: itemNameSchema,
  /** As its definition says; missing where the portal cannot read that any more. */
  title: z.string().optional(),
  state: z.enum(['published', 'withdrawn']),
  /** The tenants whom it is offered to; missing where that is all. */
  tenants: z.array(z.string()).optional(),
  /** Grows with each publishing and withdrawal of it. */
  revision: z.number().int().min(1),
  /** Reference of who published or withdrew it, and when. */
  by: z.string(),
  at: moment,
});

/** An item that was published in the portal. */
export type Published = z.infer<typeof publishedSchema>;

/** What is installed and what was published. */
export const draftsSchema = z.object({
  clusters: z.array(clusterSchema),
  /** Clusters whose definitions were not read yet. */
  pending: z.array(z.string()),
  /** By `plural.group`. */
  candidates: z.record(z.string(), candidateSchema),
  /** By name. */
  published: z.record(z.string(), publishedSchema),
  /** Tenants that have a namespace. */
  tenants: z.array(z.string()),
});

/** What is installed and what was published. */
export type Drafts = z.infer<typeof draftsSchema>;

/** A draft of a definition, or why there is none. */
export const draftSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft'), text: z.string() }),
  z.object({
    kind: z.literal('none'),
    because: z.enum([
      /** Its schema names no field that a form can ask for. */
      'no-fields',
      /** Its status has neither conditions nor a phase. */
      'no-readiness',
    ]),
  }),
]);

/** A draft of a definition, or why there is none. */
export type Draft = z.infer<typeof draftSchema>;

/** Something that is wrong in a definition. */
export const definitionFaultSchema = z.object({
  /** Begins with 1. */
  line: z.number().int().min(1),
  /** Names of its parts with dots between them; empty for the whole text. */
  field: z.string(),
  message: z.string(),
});

/** Something that is wrong in a definition. */
export type DefinitionFault = z.infer<typeof definitionFaultSchema>;

/** A definition, and the cluster that it is looked at against. */
export const definitionInCluster = z.object({
  text: definitionTextSchema,
  cluster: z.string().min(1),
});

/** What a definition means. */
export const definitionMeaningSchema = z.object({
  /** The form as those see it who order. */
  form: orderFormSchema,
  /** Fields of `spec` that the form does not ask for; they can be written as YAML. */
  others: z.array(z.string()),
  /** Instances that there are, as the definition reads them; at most some. */
  living: z.array(instanceSchema),
  /** Whether there are more of them than were read. */
  isMore: z.boolean(),
  rights: z.object({
    /** Whether the portal may watch its instances; without that they are not shown. */
    portalMayWatch: z.boolean(),
    /** Roles by which portal and teams get the rights that they need, as YAML. */
    manifest: z.string(),
  }),
  /** What the configuration of the portal says of it over the definition, by its keys. */
  configured: z.array(z.string()),
});

/** What a definition means. */
export type DefinitionMeaning = z.infer<typeof definitionMeaningSchema>;

/** What is wrong with a definition, and what it means as far as it can be read. */
export const definitionCheckSchema = z.object({
  faults: z.array(definitionFaultSchema),
  /** Missing where it cannot be read. */
  meaning: definitionMeaningSchema.optional(),
});

/** What is wrong with a definition, and what it means. */
export type DefinitionCheck = z.infer<typeof definitionCheckSchema>;

/** An order by a definition that is not published. */
export const definitionTrialSchema = z.object({
  text: definitionTextSchema,
  order: orderRequestSchema,
});

/** A definition that is to be published. */
export const publicationSchema = definitionInCluster.extend({
  /** To whom it is offered; to all unless told. */
  tenants: z.array(z.string().min(1).max(63)).min(1).max(500).optional(),
  /** The revision that was looked at; missing for what is new. */
  revision: z.number().int().min(1).optional(),
});

/** A definition that is to be published. */
export type Publication = z.infer<typeof publicationSchema>;

/** An item that is to be offered no longer. */
export const withdrawalSchema = z.object({
  name: itemNameSchema,
  revision: z.number().int().min(1),
});

/** An item with its definition. */
export const publishedDefinitionSchema = publishedSchema.extend({
  text: z.string(),
});

/** An item with its definition. */
export type PublishedDefinition = z.infer<typeof publishedDefinitionSchema>;

/** Whether somebody may publish. */
export const publishingAbilitySchema = z.object({ publish: abilitySchema });
