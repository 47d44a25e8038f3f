import type { RegistryArtifact } from '@pilothouse/plugin-platform-node';
import { checkout, type Scene } from './Scene';

/** A step of a template: an action of ours, or what a stock action does to the twins. */
export interface Step {
  readonly title: string;
  run(scene: Scene, task: string): Promise<unknown>;
}

const contents = 'https://git.example.com/shop/checkout/src/branch/main/';
const commit = 'c0ffee';

/** An image that somebody pushes. */
export const image: RegistryArtifact = {
  digest: `sha256:${'a'.repeat(64)}`,
  tags: ['v1'],
  scan: { kind: 'not-known', because: 'There is no scanner' },
};

/** What a pipeline deploys: objects of a chart, the release's own record, an image. */
export function deploy(scene: Scene): void {
  const { images, kube } = scene;
  const labels = { 'app.kubernetes.io/instance': 'checkout' };
  const put = (path: string, name: string, more: object = labels) =>
    kube.objects.set(`east ${path}/${name}`, {
      metadata: { name, namespace: 'shop-dev', labels: { ...more } },
    });
  put('/apis/apps/v1/namespaces/shop-dev/deployments', 'checkout');
  put('/api/v1/namespaces/shop-dev/services', 'checkout');
  put(
    '/apis/networking.k8s.io/v1/namespaces/shop-dev/networkpolicies',
    'checkout',
  );
  put('/api/v1/namespaces/shop-dev/secrets', 'sh.helm.release.v1.checkout.v1', {
    owner: 'helm',
    name: 'checkout',
  });
  images.repositories.add('shop/checkout');
  kube.reader.cluster('east')?.put('deployments', {
    metadata: { name: 'checkout', namespace: 'shop-dev', generation: 1 },
    spec: {
      replicas: 1,
      selector: {},
      template: {
        spec: {
          containers: [{ name: 'app', image: 'shop/checkout@sha256:1' }],
        },
      },
    },
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      availableReplicas: 1,
    },
  });
}

/** A whole template, from a name to a service that runs. */
export const steps: readonly Step[] = [
  {
    title: 'pilothouse:name:check',
    run: (scene, task) =>
      scene.run('pilothouse:name:check', checkout, { task }),
  },
  {
    title: 'pilothouse:repository:publish',
    run: (scene, task) =>
      scene.run(
        'pilothouse:repository:publish',
        { repoUrl: checkout.repoUrl, sourcePath: 'published' },
        { task },
      ),
  },
  {
    title: 'pilothouse:deploy-rights:ensure',
    run: (scene, task) =>
      scene.run('pilothouse:deploy-rights:ensure', checkout, { task }),
  },
  {
    title: 'pilothouse:ci-job:ensure',
    run: (scene, task) =>
      scene.run('pilothouse:ci-job:ensure', checkout, { task }),
  },
  {
    title: 'pilothouse:webhook:ensure',
    run: (scene, task) =>
      scene.run(
        'pilothouse:webhook:ensure',
        { repoUrl: checkout.repoUrl },
        { task },
      ),
  },
  {
    title: 'pilothouse:branch:protect',
    run: (scene, task) =>
      scene.run(
        'pilothouse:branch:protect',
        { repoUrl: checkout.repoUrl },
        { task },
      ),
  },
  {
    title: 'pilothouse:catalog:register',
    run: (scene, task) =>
      scene.run(
        'pilothouse:catalog:register',
        { repoContentsUrl: contents },
        { task },
      ),
  },
  {
    title: 'pilothouse:pipeline:wait',
    run: (scene, task) => {
      deploy(scene);
      scene.ci.put({
        job: 'shop/checkout/main',
        number: 1,
        state: 'succeeded',
        commit: { sha: commit },
      });
      return scene.run(
        'pilothouse:pipeline:wait',
        { jobFullName: 'shop/checkout', commit },
        { task },
      );
    },
  },
  {
    title: 'pilothouse:rollout:wait',
    run: (scene, task) =>
      scene.run(
        'pilothouse:rollout:wait',
        { name: 'checkout', owner: 'shop', environment: 'dev' },
        { task },
      ),
  },
];

/** All that is there, in words; sorted. */
export async function traces(scene: Scene): Promise<string[]> {
  const { catalog, ci, git, images, kube, projects } = scene;
  const jobs = ['shop', 'shop/checkout', 'shop/checkout/main'];
  const found = await Promise.all(
    jobs.map(async name => ((await ci.findJob(name)) ? [`job ${name}`] : [])),
  );
  return [
    ...found.flat(),
    ...[...git.repositories.keys()].map(name => `repository ${name}`),
    ...[...images.repositories].map(name => `images ${name}`),
    ...[...projects.projects].map(name => `project ${name}`),
    ...[...projects.robots.keys()].map(name => `robot account ${name}`),
    ...[...(git.readers?.tokens.keys() ?? [])].map(name => `reader ${name}`),
    ...[...kube.objects.keys()].map(key => `object ${key}`),
    ...[...catalog.locations.values()].map(target => `location ${target}`),
    ...[...catalog.entities.keys()].filter(ref =>
      /^(component|api|location):/.test(ref),
    ),
    ...(ci.credential('shop', 'pilothouse-deploy.checkout.dev')
      ? ['credential']
      : []),
    ...(await scene.claims.tasks()).map(task => `claims of ${task}`),
  ].sort();
}
