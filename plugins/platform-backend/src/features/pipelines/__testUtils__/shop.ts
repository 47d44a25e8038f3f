import type { Entity } from '@backstage/catalog-model';
import { InMemoryCiServer } from '@pilothouse/plugin-platform-node/testing';

/** The team that owns the services of the shop. */
export const shop = 'group:default/shop';

/** A service of a team. */
export function service(
  name: string,
  job?: string,
  owner: string = shop,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      ...(job !== undefined && {
        annotations: { 'jenkins.io/job-full-name': job },
      }),
    },
    spec: { type: 'service' },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

/** A team. */
export function team(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team' },
  };
}

/** A CI server with one run of the shop's web. */
export async function shopServer(): Promise<InMemoryCiServer> {
  const ci = new InMemoryCiServer();
  await ci.ensureFolder({ fullName: 'shop' });
  const sourceUrl = 'https://git.example.com/shop/web.git';
  await ci.ensureMultibranchJob({ fullName: 'shop/web', sourceUrl });
  ci.put({ job: 'shop/web/main', number: 1, state: 'succeeded' });
  return ci;
}
