/** Who set a finalizer, and so has to take it away before an object is gone. */
type Holder = 'operator' | 'kubernetes' | 'other';

const ofKubernetes = new Set(['foregroundDeletion', 'orphan']);

/**
 * Who holds an object by its finalizers, each once: Kubernetes by names of its own; whoever
 * runs objects of this kind by names of their domain, or by such without any, as operators
 * wrote them before domains were asked for.
 *
 * @param group - API group of the object
 */
export function holdersOf(
  finalizers: readonly string[],
  group: string,
): Holder[] {
  return [...new Set(finalizers.map(name => holderOf(name, group)))];
}

function holderOf(finalizer: string, group: string): Holder {
  if (ofKubernetes.has(finalizer)) return 'kubernetes';
  const [first = ''] = finalizer.split('/');
  const isDomain = finalizer.includes('/') || /\.[a-z]{2,}$/.test(first);
  if (!isDomain || !first.includes('.')) return 'operator';
  if (siteOf(first) === 'kubernetes.io') return 'kubernetes';
  return siteOf(first) === siteOf(group) ? 'operator' : 'other';
}

/** What is registered of a domain: its last two names. */
function siteOf(domain: string): string {
  return domain.split('.').slice(-2).join('.');
}
