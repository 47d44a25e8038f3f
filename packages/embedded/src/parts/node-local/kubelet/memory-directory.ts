import type { NodeDirectory, PodView, Usage } from './directory.ts';

/** A node that is only told what it runs: the twin of the real one. */
export class MemoryNodeDirectory implements NodeDirectory {
  readonly nodeName: string;
  readonly #pods = new Map<string, PodView>();
  #usage: Usage | undefined;

  constructor(nodeName = 'local') {
    this.nodeName = nodeName;
  }

  pods(): readonly PodView[] {
    return [...this.#pods.values()];
  }

  pod(namespace: string, name: string): PodView | undefined {
    return this.#pods.get(`${namespace}/${name}`);
  }

  nodeUsage(): Usage | undefined {
    return this.#usage;
  }

  /** Adds the pod, or replaces the one of the same name. */
  setPod(view: PodView): void {
    const { namespace, name } = view.object.metadata ?? {};
    this.#pods.set(`${namespace}/${name}`, view);
  }

  removePod(namespace: string, name: string): void {
    this.#pods.delete(`${namespace}/${name}`);
  }

  setNodeUsage(usage: Usage): void {
    this.#usage = usage;
  }
}
