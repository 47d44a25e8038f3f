import {
  EMPTY_INDEX,
  withService,
  withSlice,
  type EndpointIndex,
  type EndpointSliceObject,
  type ServiceObject,
} from '../../kube/endpoints.ts';
import { follow, type FollowState } from '../../kube/followed.ts';
import type { KubeRest } from '../../kube/rest.ts';

/** The Services and endpoints of the cluster, as known at this moment. */
export interface ServiceView {
  index(): EndpointIndex;
  synced(): boolean;
  states(): Record<string, FollowState>;
}

export interface ServiceViewOptions {
  readonly signal: AbortSignal;
  onChange(): void;
  onFailure(what: string, message: string): void;
}

/** Starts following Services and EndpointSlices. */
export function followServices(
  rest: KubeRest,
  { signal, onChange, onFailure }: ServiceViewOptions,
): ServiceView {
  let index = EMPTY_INDEX;
  const become = (next: EndpointIndex) => {
    index = next;
    onChange();
  };
  const services = follow<ServiceObject>(rest, '/api/v1/services', {
    signal,
    onChange: change => become(withService(index, change)),
    onFailure: message => onFailure('services', message),
  });
  const slices = follow<EndpointSliceObject>(
    rest,
    '/apis/discovery.k8s.io/v1/endpointslices',
    {
      signal,
      onChange: change => become(withSlice(index, change)),
      onFailure: message => onFailure('endpointslices', message),
    },
  );
  return {
    index: () => index,
    synced: () => services().synced && slices().synced,
    states: () => ({ services: services(), endpointslices: slices() }),
  };
}
