import type { V1ObjectMeta, V1Secret } from '@kubernetes/client-node';
import type { Wire } from '@pilothouse/embedded/kube/wire';
import type { Identity } from './osb/client.ts';

export const GROUP = 'servicecatalog.k8s.io';
export const API_VERSION = `${GROUP}/v1beta1`;
export const API_PATH = `/apis/${API_VERSION}`;

/** Upstream's: whoever reads it knows whom an object waits for. */
export const FINALIZER = 'kubernetes-incubator/service-catalog';

/** How many seconds a plan lets one poll; the public kinds have no field for it. */
export const MAXIMUM_POLLING =
  'servicecatalog.pilothouse.dev/maximum-polling-duration';

/** Whether instances of a plan may change to another, where it says other than its class; likewise. */
export const PLAN_UPDATABLE = 'servicecatalog.pilothouse.dev/plan-updatable';

export type Meta = Wire<V1ObjectMeta>;
export type Secret = Wire<V1Secret>;
export type Json = Readonly<Record<string, unknown>>;

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
}

interface Named {
  readonly name?: string;
}

interface SecretRef extends Named {
  readonly namespace?: string;
}

/** A broker of the whole cluster, or of one namespace where its metadata names one. */
export interface Broker {
  readonly metadata?: Meta;
  readonly spec: {
    readonly url: string;
    readonly insecureSkipTLSVerify?: boolean;
    /** PEM in Base64. */
    readonly caBundle?: string;
    readonly relistBehavior?: 'Duration' | 'Manual';
    readonly relistDuration?: string;
    readonly relistRequests?: number;
    readonly catalogRestrictions?: {
      readonly serviceClass?: readonly string[];
      readonly servicePlan?: readonly string[];
    };
    readonly authInfo?: {
      readonly basic?: { readonly secretRef?: SecretRef };
      readonly bearer?: { readonly secretRef?: SecretRef };
    };
  };
  readonly status?: BrokerStatus;
}

export interface BrokerStatus {
  readonly conditions: readonly Condition[];
  readonly reconciledGeneration: number;
  readonly operationStartTime?: string;
  readonly lastCatalogRetrievalTime?: string;
  readonly lastConditionState: string;
}

interface Removable {
  readonly removedFromBrokerCatalog?: boolean;
}

export interface ServiceClass {
  readonly metadata?: Meta;
  readonly spec: {
    readonly clusterServiceBrokerName?: string;
    readonly serviceBrokerName?: string;
    readonly externalName: string;
    readonly externalID: string;
    readonly description: string;
    readonly bindable: boolean;
    readonly bindingRetrievable?: boolean;
    readonly planUpdatable?: boolean;
    readonly externalMetadata?: Json;
    readonly tags?: readonly string[];
    readonly requires?: readonly string[];
    readonly defaultProvisionParameters?: Json;
  };
  readonly status?: Removable;
}

export interface ServicePlan {
  readonly metadata?: Meta;
  readonly spec: {
    readonly clusterServiceBrokerName?: string;
    readonly serviceBrokerName?: string;
    readonly clusterServiceClassRef?: Named;
    readonly serviceClassRef?: Named;
    readonly externalName: string;
    readonly externalID: string;
    readonly description: string;
    readonly bindable?: boolean;
    readonly free?: boolean;
    readonly externalMetadata?: Json;
    readonly instanceCreateParameterSchema?: Json;
    readonly instanceUpdateParameterSchema?: Json;
    readonly serviceBindingCreateParameterSchema?: Json;
    readonly defaultProvisionParameters?: Json;
  };
  readonly status?: Removable;
}

interface ParametersSpec {
  readonly parameters?: Json;
  readonly parametersFrom?: readonly {
    readonly secretKeyRef?: { readonly name: string; readonly key: string };
  }[];
}

/** The ways in which a class and a plan can be named. */
export interface PlanReference {
  readonly clusterServiceClassExternalName?: string;
  readonly clusterServicePlanExternalName?: string;
  readonly clusterServiceClassExternalID?: string;
  readonly clusterServicePlanExternalID?: string;
  readonly clusterServiceClassName?: string;
  readonly clusterServicePlanName?: string;
  readonly serviceClassExternalName?: string;
  readonly servicePlanExternalName?: string;
  readonly serviceClassExternalID?: string;
  readonly servicePlanExternalID?: string;
  readonly serviceClassName?: string;
  readonly servicePlanName?: string;
}

export interface ServiceInstance {
  readonly metadata?: Meta;
  readonly spec: PlanReference &
    ParametersSpec & {
      readonly clusterServiceClassRef?: Named;
      readonly clusterServicePlanRef?: Named;
      readonly serviceClassRef?: Named;
      readonly servicePlanRef?: Named;
      readonly externalID?: string;
      readonly userInfo?: Identity;
      readonly updateRequests?: number;
    };
  readonly status?: Partial<InstanceStatus>;
}

/** What the broker was told, or is being told. */
export interface Properties {
  readonly clusterServicePlanExternalName?: string;
  readonly clusterServicePlanExternalID?: string;
  readonly servicePlanExternalName?: string;
  readonly servicePlanExternalID?: string;
  /** What came from a Secret reads `<redacted>`. */
  readonly parameters?: Json;
  readonly parameterChecksum?: string;
  readonly userInfo?: Identity;
}

/** What instances and bindings have in common. */
interface OperationStatus<Operation extends string> {
  readonly conditions: readonly Condition[];
  readonly asyncOpInProgress: boolean;
  readonly orphanMitigationInProgress: boolean;
  readonly lastOperation?: string;
  readonly currentOperation?: Operation;
  readonly operationStartTime?: string;
  /** Since when the same is tried, whatever was begun anew or taken away meanwhile. */
  readonly triedSince?: string;
  readonly inProgressProperties?: Properties;
  readonly externalProperties?: Properties;
  readonly reconciledGeneration: number;
  readonly lastConditionState: string;
}

/** How far deprovisioning or unbinding is. */
export type Removal = 'NotRequired' | 'Required' | 'Succeeded' | 'Failed';

export interface InstanceStatus
  extends OperationStatus<'Provision' | 'Update' | 'Deprovision'> {
  readonly observedGeneration: number;
  readonly dashboardURL?: string;
  /** Whether the broker may have what an update asked for, or what was there before. */
  readonly isUpdateUnsettled?: boolean;
  readonly provisionStatus: 'Provisioned' | 'NotProvisioned';
  readonly deprovisionStatus: Removal;
  readonly defaultProvisionParameters?: Json;
  readonly userSpecifiedPlanName: string;
  readonly userSpecifiedClassName: string;
}

export interface ServiceBinding {
  readonly metadata?: Meta;
  readonly spec: ParametersSpec & {
    readonly instanceRef: { readonly name: string };
    readonly secretName?: string;
    readonly secretTransforms?: readonly SecretTransform[];
    readonly externalID?: string;
    readonly userInfo?: Identity;
  };
  readonly status?: Partial<BindingStatus>;
}

export interface BindingStatus extends OperationStatus<'Bind' | 'Unbind'> {
  readonly unbindStatus: Removal;
}

/** One change of the credentials on their way into the Secret. */
export interface SecretTransform {
  readonly renameKey?: { readonly from: string; readonly to: string };
  readonly addKey?: {
    readonly key: string;
    readonly stringValue?: string;
    /** In Base64. */
    readonly value?: string;
    readonly jsonPathExpression?: string;
  };
  readonly addKeysFrom?: { readonly secretRef?: SecretRef };
  readonly removeKey?: { readonly key: string };
}
