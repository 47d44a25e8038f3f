import { z } from 'zod';
import { addressesFor } from '../../platform/addresses.ts';

/** Settings of the node agent as the launcher writes them into the part's folder. */
export const settingsSchema = z
  .object({
    nodeName: z.string(),
    /** The portal's port, from which all addresses of the instance follow. */
    port: z.number(),
    /** Folder of this part's state. */
    dir: z.string(),
    /** Folder of PersistentVolumes. */
    storageDir: z.string(),
    shim: z.string(),
    /** Library that gives a pod's programs the pod's own address. */
    ownAddress: z.string(),
    node: z.string(),
    /** Kubeconfig of the node's own identity. */
    kubeconfig: z.string(),
    /** Authority that signed the API server and the clients of the kubelet's API. */
    caFile: z.string(),
    kubeletCert: z.string(),
    kubeletKey: z.string(),
    /** Folders of images, asked in turn. */
    imageDirs: z.array(z.string()),
    /** The registry that it pulls from. */
    registry: z.object({
      names: z.array(z.string()),
      url: z.string(),
      username: z.string(),
      passwordFile: z.string(),
    }),
    /** Folders of programs that images link to; seen by every container. */
    programDirs: z.array(z.string()),
    /** False keeps mounts at links in a folder even where namespaces could be made. */
    namespaces: z.boolean().default(true),
  })
  .transform(settings => ({
    ...settings,
    addresses: addressesFor(settings.port),
  }));

export type Settings = z.infer<typeof settingsSchema>;
export type WrittenSettings = z.input<typeof settingsSchema>;
