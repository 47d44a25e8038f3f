import { Backend, type ReadCluster } from './backend.ts';
import { serviceAt } from './scale.ts';

/**
 * Bytes that a backend with the watch cache holds after a full garbage collection, once it
 * knows so many services.
 *
 * @param catalog - path of the file with the services
 */
export async function cacheBytes(
  port: number,
  cluster: ReadCluster,
  catalog: string,
  services: number,
): Promise<number> {
  const backend = await Backend.start('cached', port, { cluster, catalog });
  try {
    await backend.knows(serviceAt(services - 1).name);
    return await backend.heapBytes();
  } finally {
    await backend.stop();
  }
}
