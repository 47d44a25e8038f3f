import type { ServiceDeployments } from '@pilothouse/plugin-platform-common';
import { StaleNote, type Live } from '@pilothouse/plugin-platform-react';
import { choose, requestOf, type Choice } from '../choice/choice';
import { useAddress } from '../choice/useAddress';
import { LogView } from './LogView';
import { NothingToRead } from './NothingToRead';
import { StaleCluster, UnreadableCluster } from './StaleCluster';

/** The logs of what runs, or why there are none to read. */
export function Logs(props: {
  live: Extract<Live<ServiceDeployments>, { value: unknown }>;
  /** The placement that is read without a wish for another. */
  held: string | undefined;
}) {
  const { live, held } = props;
  const address = useAddress();
  const chosen = choose(live.value, address.wish, held);
  if (chosen.kind !== 'chosen') {
    return (
      <NothingToRead
        chosen={chosen}
        clusters={live.value.clusters}
        change={address.change}
      />
    );
  }
  const { choice } = chosen;
  return (
    <>
      <StaleNote live={live} />
      <StaleCluster clusters={live.value.clusters} choice={choice} />
      <UnreadableCluster clusters={live.value.clusters} choice={choice} />
      <LogView
        key={keyOf(choice)}
        choice={choice}
        address={address}
        request={requestOf(choice)}
      />
    </>
  );
}

/** What is read anew rather than gone on with. */
function keyOf(choice: Choice): string {
  return JSON.stringify(requestOf(choice));
}
