import type { EventRecorder } from '../../../kube/events.ts';
import type { ImageSource } from '../images/source.ts';
import type { Machine } from '../machine.ts';
import type { ObjectReader } from '../objects.ts';
import type { Settings } from '../settings.ts';
import type { UsageSampler } from '../usage/sampler.ts';
import type { ServiceAccountTokens } from '../volumes/tokens.ts';
import type { KubeRest } from '../../../kube/rest.ts';
import type { Service } from './service-environment.ts';

/** What the pods of a node share. */
export interface NodeContext {
  readonly settings: Settings;
  readonly machine: Machine;
  readonly rest: KubeRest;
  readonly objects: ObjectReader;
  readonly tokens: ServiceAccountTokens;
  readonly events: EventRecorder;
  readonly images: ImageSource;
  readonly usage: UsageSampler;
  /** Folders that programs are looked for in. */
  readonly searchPath: string;
  services(): readonly Service[];
  log(message: string): void;
}
