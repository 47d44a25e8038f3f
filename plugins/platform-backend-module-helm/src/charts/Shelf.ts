import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import type { ImageRegistry } from '@pilothouse/plugin-platform-node';
import type { ChartSettings, ChartSource } from '../config';
import { readChart } from './archive';
import type { ChartLine, ChartVersion } from './Chart';
import { ChartRegistry } from './ChartRegistry';
import { newestVersions } from './newest';

/** What is known of one source of charts. */
export interface ShelvedSource {
  /** As people name it. */
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** Why it could not be read when it was read last, and since when. */
  readonly trouble?: { readonly message: string; readonly since: string };
  /** When it was last read; missing where that never worked. */
  readonly readAt?: string;
}

/** What is known of all, at one moment; another takes its place. */
export interface Shelved {
  readonly sources: readonly ShelvedSource[];
  /** Why nothing can be installed. */
  readonly helm?: string;
}

/** What {@link Shelf} needs of its surroundings. */
export interface ShelfOptions {
  readonly settings: ChartSettings;
  /** The portal's, which lists its projects. */
  readonly images: Pick<ImageRegistry, 'repositories'>;
  readonly helm: { assertUsable(): Promise<void> };
  readonly logger: Pick<LoggerService, 'warn'>;
  readonly now: () => Date;
}

interface Place {
  readonly registry: ChartRegistry;
  readonly repository: string;
}

const usualMs = 60_000;
const againMs = 5_000;

/**
 * The charts of all sources, read again and again. What could be read once stays when a
 * registry does not answer later.
 */
export class Shelf {
  #now: Shelved = { sources: [] };
  readonly #listeners = new Set<() => void>();
  readonly #places = new Map<string, Place>();
  /** By reference and digest, so that each version is fetched once. */
  readonly #known = new Map<string, ChartVersion>();
  readonly #warned = new Set<string>();

  constructor(private readonly options: ShelfOptions) {}

  /** What is known now. */
  get current(): Shelved {
    return this.#now;
  }

  /**
   * Calls the listener when something else is known.
   *
   * @returns ends the subscription
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads everything again and again, until the signal is aborted. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh(signal);
      const { helm, sources } = this.#now;
      const isWell = !helm && sources.every(({ trouble }) => !trouble);
      await pause(isWell ? usualMs : againMs, signal);
    }
  }

  /** Reads everything once. What fails is told by what is known then; it does not throw. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { settings, helm } = this.options;
    const [missing, ...sources] = await Promise.all([
      helm.assertUsable().then(
        () => undefined,
        (error: unknown) => toError(error).message,
      ),
      ...settings.sources.map(source => this.#read(source, signal)),
    ]);
    if (signal?.aborted) return;
    const before = JSON.stringify(this.#now);
    this.#now = { sources, ...(missing !== undefined && { helm: missing }) };
    this.#forgetOthers();
    if (JSON.stringify(this.#now) === before) return;
    this.#listeners.forEach(listener => listener());
  }

  /**
   * One version of a chart.
   *
   * @throws NotFoundError when the registry does not have it
   * @throws RegistryError
   */
  async version(reference: string, tag: string): Promise<ChartVersion> {
    const found = await this.#version(this.#placeOf(reference), tag);
    if (found) return found;
    throw new NotFoundError(
      `The registry has no chart ${reference} of the version ${tag} any more; choose another version`,
    );
  }

  /**
   * The archive of a version.
   *
   * @throws NotFoundError when the registry does not have it any more
   * @throws RegistryError
   */
  archive(reference: string, { content }: ChartVersion): Promise<Buffer> {
    const { registry, repository } = this.#placeOf(reference);
    return registry.archive(repository, content);
  }

  async #read(
    source: ChartSource,
    signal: AbortSignal | undefined,
  ): Promise<ShelvedSource> {
    const title = this.#titleOf(source);
    const { now } = this.options;
    try {
      const places = await this.#placesOf(source, signal);
      const found = await Promise.all(
        places.map(place => this.#line(place, signal)),
      );
      const lines = found.flatMap(line => line ?? []);
      if (source.kind === 'chart' && lines.length === 0) {
        throw new NotFoundError(
          'the registry has no version of it that is a chart to be installed',
        );
      }
      return {
        title,
        lines,
        readAt: this.#readAt(title, now().toISOString()),
      };
    } catch (error) {
      const { message } = toError(error);
      const before = this.#now.sources.find(each => each.title === title);
      const since = before?.trouble?.since ?? now().toISOString();
      if (before?.trouble?.message !== message && !signal?.aborted) {
        this.options.logger.warn(
          `The charts of ${title} cannot be read: ${message}`,
        );
      }
      return {
        title,
        lines: before?.lines ?? [],
        trouble: { message, since },
        ...(before?.readAt && { readAt: before.readAt }),
      };
    }
  }

  /** As long as nothing else was read it is told no anew, which would concern all who look. */
  #readAt(title: string, now: string): string {
    const before = this.#now.sources.find(each => each.title === title);
    return before?.trouble ? now : before?.readAt ?? now;
  }

  #titleOf(source: ChartSource): string {
    return source.kind === 'project'
      ? `${this.options.settings.registry?.host}/${source.project}`
      : `${source.registry.host}/${source.repository}`;
  }

  async #placesOf(
    source: ChartSource,
    signal: AbortSignal | undefined,
  ): Promise<Place[]> {
    const { images, settings } = this.options;
    if (source.kind === 'chart') {
      const { registry, repository } = source;
      return [{ registry: new ChartRegistry(registry), repository }];
    }
    const { registry } = settings;
    if (!registry) return [];
    const repositories = await images.repositories(source.project, signal);
    return repositories.map(repository => ({
      registry: new ChartRegistry(registry),
      repository,
    }));
  }

  async #line(
    place: Place,
    signal: AbortSignal | undefined,
  ): Promise<ChartLine | undefined> {
    const reference = referenceOf(place);
    this.#places.set(reference, place);
    const tags = await place.registry.tags(place.repository, signal);
    const versions: ChartVersion[] = [];
    for (const tag of newestVersions(tags, this.options.settings.versions)) {
      const version = await this.#version(place, tag, signal);
      if (version) versions.push(version);
    }
    const [first, ...others] = versions;
    return first && { reference, versions: [first, ...others] };
  }

  async #version(
    place: Place,
    tag: string,
    signal?: AbortSignal,
  ): Promise<ChartVersion | undefined> {
    const { registry, repository } = place;
    const found = await registry.content(repository, tag, signal);
    if (!found) return undefined;
    const key = `${referenceOf(place)}@${found.digest}`;
    const known = this.#known.get(key);
    if (known) return { ...known, tag };
    try {
      const archive = await registry.archive(repository, found.content, signal);
      const chart = await readChart(archive);
      if (chart.type === 'library') return undefined;
      const version = { ...found, chart, tag };
      this.#known.set(key, version);
      return version;
    } catch (error) {
      signal?.throwIfAborted();
      if (!this.#warned.has(key)) {
        this.options.logger.warn(
          `${referenceOf(place)}:${tag} is left out: ${toError(error).message}`,
        );
      }
      this.#warned.add(key);
      return undefined;
    }
  }

  #placeOf(reference: string): Place {
    const place = this.#places.get(reference);
    if (place) return place;
    throw new NotFoundError(`There is no chart ${reference} here any more`);
  }

  /** Of each chart no more is kept than can be ordered. */
  #forgetOthers(): void {
    const kept = new Set(
      this.#now.sources.flatMap(({ lines }) =>
        lines.flatMap(({ reference, versions }) =>
          versions.map(({ digest }) => `${reference}@${digest}`),
        ),
      ),
    );
    for (const key of this.#known.keys()) {
      if (!kept.has(key)) this.#known.delete(key);
    }
  }
}

function referenceOf({ registry, repository }: Place): string {
  return `${registry.host}/${repository}`;
}

/** Ends early, and well, when the signal is aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal, ref: false }).catch(error => {
    if (!signal.aborted) throw error;
  });
}
