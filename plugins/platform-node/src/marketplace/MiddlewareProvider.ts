import type {
  DefinitionFault,
  Draft,
  Instance,
  Item,
  OfferTrouble,
  OrderForm,
  Saying,
  Term,
  Values,
  Words,
} from '@pilothouse/plugin-platform-common';
import type { CustomObject, CustomReader, KubeObject } from '../kube';
import type { MiddlewareCredentials, MiddlewareEndpoint } from './access';
import type { MiddlewareBackups } from './backups';
import type { MiddlewareComposition } from './composition';
import type { MiddlewareContents } from './contents';

/** The kind of object that stands for an instance. */
export interface MiddlewareKind {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  /** Those that the portal knows, the preferred one first. */
  readonly versions: readonly [string, ...string[]];
  /** What stands for its objects in a cluster, where no API serves the kind itself. */
  readonly anchor?: MiddlewareAnchor;
}

/** An object of Kubernetes' own for each object of a kind that no API serves. */
export interface MiddlewareAnchor {
  readonly plural: 'configmaps';
  /** What its name begins with, before that of the object. */
  readonly prefix: string;
  /** Kinds by which the cluster decides who may make, change and delete such objects. */
  readonly decidedBy: readonly {
    readonly group: string;
    readonly plural: string;
  }[];
}

/** The state of an instance, as its own object tells it. */
export interface MiddlewareState {
  readonly status: Instance['status'];
  readonly since?: string;
  readonly saying: Saying;
  readonly members?: Instance['members'];
}

/** What an order counts for quotas, by the names that quotas have for it, as quantities. */
export type MiddlewareDemand = readonly {
  readonly resource: string;
  readonly each: string;
  readonly times: number;
}[];

/** A field that is asked for, and where that is written, for messages. */
export type MiddlewareField = OrderForm['fields'][number] & {
  readonly source: string;
};

/**
 * An object of another kind that is part of an instance: it is made with that and goes with it.
 * What is wanted of it and what is told of it are fields of the instance, below its name.
 */
export interface MiddlewareCompanion {
  /** Field of `spec` and `status`; the kind of the instance has none that is called so. */
  readonly name: string;
  readonly kind: MiddlewareKind;
  /** Name of the object of an instance. */
  objectOf(instance: string): string;
  /** Labels by which it says whose it is. */
  labelsOf(instance: string): Readonly<Record<string, string>>;
}

/** What a provider knows of credentials that are had by asking, each with an object of a kind of its own. */
export interface MiddlewareGrants {
  readonly kind: MiddlewareKind;
  /** Name of the instance that credentials are of. */
  instanceOf(grant: CustomObject): string | undefined;
  credentialsOf(grant: CustomObject): MiddlewareCredentials;
  /** Labels by which it says whose it is, where it does by labels. */
  labelsOf?(instance: string): Readonly<Record<string, string>>;
  stateOf(grant: CustomObject): MiddlewareState;
  /** JSON schema of what is asked for; missing where nothing is. */
  formOf(cluster: string, instance: CustomObject): Schema | undefined;
  /** What is to be made to ask for credentials. */
  specOf(instance: CustomObject, parameters: Values | undefined): Values;
}

type Schema = Readonly<Record<string, unknown>>;

/** Where and how well an item can be had in one cluster. */
export interface MiddlewareOffer {
  /** The only namespaces in which it can; missing where it can in all. */
  readonly namespaces?: readonly string[];
  readonly trouble?: OfferTrouble;
  readonly toldAt?: string;
}

/** What is asked of whoever orders an item whose form is not in the schema of its kind. */
export interface MiddlewareForm {
  readonly schema: Schema;
  readonly fields: readonly MiddlewareField[];
  /** Paths below `spec` whose values may be secret, beside those of the item. */
  readonly sensitive?: readonly (readonly string[])[];
  /** For an instance that is changed, its own comes first, and then those it may change to. */
  readonly plans: OrderForm['plans'];
}

/** What a definition says of one path of the objects of its kind. */
export interface MiddlewarePath {
  /** From the top of the object. */
  readonly path: readonly (string | number)[];
  /** Of the definition; begins with 1. */
  readonly line: number;
  /** Part of the definition that names it, with dots. */
  readonly field: string;
  /** Where that is written, for messages. */
  readonly source: string;
}

/**
 * Something that can be ordered as an object of some kind. All of its methods are pure, and
 * none may throw for an object in a shape that it does not know.
 */
export interface MiddlewareItem extends Omit<Item, 'offers' | 'kind'> {
  readonly kind: MiddlewareKind;
  readonly fields: readonly MiddlewareField[];
  readonly plans: OrderForm['plans'];
  /** Paths below `spec` whose values are shown to nobody. */
  readonly sensitive?: readonly (readonly string[])[];
  stateOf(object: CustomObject): MiddlewareState;
  endpointsOf(object: CustomObject): readonly MiddlewareEndpoint[];
  credentialsOf(object: CustomObject): readonly MiddlewareCredentials[];
  /** What to say of an instance that asks for no credentials; undefined of one that does. */
  openOf?(object: CustomObject): Words | undefined;
  /** Labels that all have which belongs to an instance. */
  labelsOf(name: string): Readonly<Record<string, string>>;
  demandOf(spec: Values): MiddlewareDemand;
  /**
   * Whether the operator removes the volumes of an instance that is deleted, though nothing
   * says that they belong to it. Missing where it never does.
   */
  removesVolumesOf?(object: CustomObject): boolean;
  /** Whether the operator removes a Secret with them, though nothing says so. */
  removesSecretOf?(object: CustomObject, secret: string): boolean;
  /** Whether nobody ordered an instance here, so that it has to be taken over first. */
  isByHand?(object: CustomObject): boolean;
  /**
   * Whether another object is part of an instance, though it is not owned by it. Missing where
   * none is.
   */
  hasPart?(object: CustomObject, other: KubeObject): boolean;
  /** Whether what instances consist of, and their data, lies where nobody here sees it. */
  readonly elsewhere?: boolean;
  /** Missing where an instance is one object. */
  readonly companions?: readonly MiddlewareCompanion[];
  /** Missing where backups are no objects of their own. */
  readonly backups?: MiddlewareBackups;
  /** Missing where instances hold nothing that is made one by one. */
  readonly contents?: MiddlewareContents;
  /** Missing where the one who runs an instance makes its credentials by itself. */
  readonly grants?: MiddlewareGrants;
  /** Whether an object of the kind is an instance of this item; missing where all are. */
  isOf?(object: CustomObject): boolean;
  /**
   * How it can be had in a cluster that has its kind; undefined where it cannot. Missing
   * where the kind is enough.
   */
  offerIn?(cluster: string): MiddlewareOffer | undefined;
  /**
   * The form for an order in a cluster, or for a change of an instance there. Missing where
   * the schema of the kind tells.
   */
  formIn?(cluster: string, instance?: CustomObject): MiddlewareForm;
  /**
   * Why an order that was tried must not be carried out, in a sentence: what comes of it would
   * not be an instance of this item, or not by one plan. Undefined where nothing is against it,
   * missing where values cannot name another item.
   */
  refusalOf?(
    cluster: string,
    tried: { readonly before?: CustomObject; readonly after: CustomObject },
  ): string | undefined;
  /** Paths of objects that are named where it is defined. */
  readonly paths?: readonly MiddlewarePath[];
  /** Tenants whom it is offered to; missing where that is all. */
  readonly tenants?: readonly string[];
  /** What its plans cost, their limits and defaults; missing where nobody has said. */
  readonly terms?: readonly Term[];
  /** Whether it is offered no longer; its instances are still told. */
  readonly isWithdrawn?: boolean;
}

/** Finds items in what clusters hold, so that they come and go with it. */
export interface MiddlewareFinder {
  /** All kinds that it reads, and those of its items. */
  readonly kinds: readonly MiddlewareKind[];
  /** Those of them that belong to no namespace, and may be seen by who sees any of a cluster. */
  readonly shared: readonly MiddlewareKind[];
  /**
   * What can be had, a pure function of what is held now. An item of several clusters is one,
   * and has the same name whoever looks.
   */
  find(clusters: readonly CustomReader[]): readonly MiddlewareItem[];
  /**
   * Calls the listener when it would find others though the clusters hold the same. Missing
   * where clusters are all that it looks at.
   *
   * @returns ends the subscription
   */
  subscribe?(listener: () => void): () => void;
}

/** A kind of a cluster of which nothing is known but what the cluster tells. */
export interface InstalledKind {
  readonly kind: MiddlewareKind;
  /** Of its whole objects: a structural JSON schema. */
  readonly schema: { readonly [name: string]: unknown };
  /** JSON paths of the columns that kubectl shows of it. */
  readonly columns: readonly string[];
  /** Names that other items have. */
  readonly taken: readonly string[];
  /** What runs of it, and what is beside it. */
  readonly living: readonly {
    readonly object: CustomObject;
    /** Labels of pods of its namespace. */
    readonly podLabels: readonly Readonly<Record<string, string>>[];
    /** Services of its namespace. */
    readonly services: readonly {
      readonly name: string;
      readonly port?: number;
    }[];
  }[];
}

/** A definition that was read, or all that is wrong with it. */
export type ReadDefinition =
  | {
      readonly kind: 'item';
      readonly item: MiddlewareItem;
      /** Of one of its fields; begins with 1. */
      readonly lineOf: (field: 'name' | 'kind') => number;
    }
  | { readonly kind: 'faulty'; readonly faults: readonly DefinitionFault[] };

/** Those who make items of definitions. */
export interface MiddlewareDefinitions {
  /** Reads a definition, whatever the text. */
  read(text: string): ReadDefinition;
  /** Drafts a definition that can be read, or says why it cannot. */
  draft(installed: InstalledKind): Draft;
}

/** Port to those who know what can be ordered. */
export interface MiddlewareProvider {
  /** Of the provider, for error messages. */
  readonly name: string;
  /** Those that there are whatever the clusters hold. */
  items(): readonly MiddlewareItem[];
  /** Missing where these are all. */
  readonly finder?: MiddlewareFinder;
  /** Missing where its items are made of no definitions. */
  readonly definitions?: MiddlewareDefinitions;
  /** Kinds of its items that no API serves. */
  readonly compositions?: readonly MiddlewareComposition[];
}
