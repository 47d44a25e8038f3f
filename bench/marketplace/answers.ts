/** An instance, as the API names it. */
export interface InstanceRef {
  readonly item: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** Where the portal's API is asked. */
export interface Asked {
  readonly url: string;
  readonly token: string;
}

/**
 * All that the API says of instances, as text: their state, forms, values, rights, what
 * deleting and binding would do, and what the catalog has of them.
 *
 * @throws an error for a question that was not answered
 */
export async function answersOf(
  asked: Asked,
  refs: readonly InstanceRef[],
): Promise<string[]> {
  const answers = [
    await ask(asked, '/api/platform/marketplace'),
    await ask(asked, '/api/catalog/entities?filter=kind=resource'),
    await ask(asked, '/api/catalog/entities?filter=kind=component'),
  ];
  for (const ref of refs) {
    answers.push(...(await answersOfOne(asked, ref)));
  }
  return answers;
}

/** Has a Deployment given the credentials of an instance, as a person does it. */
export async function bind(
  asked: Asked,
  instance: InstanceRef,
  workload: string,
): Promise<string[]> {
  const request = bindingOf(instance, workload);
  const path = '/api/platform/marketplace/bindings';
  const preview = await ask(asked, `${path}/preview`, request);
  const { precondition } = JSON.parse(preview) as { precondition: object };
  const applied = await ask(asked, `${path}/apply`, { request, precondition });
  const { secret, target } = request;
  const back = { kind: 'unbind', secret, target };
  return [preview, applied, await ask(asked, `${path}/preview`, back)];
}

async function answersOfOne(asked: Asked, ref: InstanceRef): Promise<string[]> {
  const query = new URLSearchParams({ ...ref });
  const { item, cluster } = ref;
  const form = new URLSearchParams({ item, cluster });
  const path = '/api/platform/marketplace';
  return Promise.all([
    ask(asked, `${path}/instance?${query}`),
    ask(asked, `${path}/values?${query}`),
    ask(asked, `${path}/form?${form}`),
    ask(asked, `${path}/abilities`, ref),
    ask(asked, `${path}/deletion`, ref),
    ask(asked, `${path}/bindings/choices`, ref),
  ]);
}

function bindingOf(instance: InstanceRef, workload: string) {
  const { cluster, namespace, name } = instance;
  return {
    kind: 'bind',
    instance,
    secret: `${name}-app`,
    target: { cluster, namespace, kind: 'Deployment', name: workload },
    form: { kind: 'env', variables: [{ name: 'DB_URI', key: 'uri' }] },
  };
}

async function ask(
  { url, token }: Asked,
  path: string,
  body?: object,
): Promise<string> {
  const response = await fetch(new URL(path, url), {
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${path} failed with ${response.status}: ${text}`);
  return text;
}
