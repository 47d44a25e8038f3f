import {
  isSilent,
  type ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  ClusterTitles,
  StaleNote,
  type Live,
} from '@pilothouse/plugin-platform-react';
import { choose, requestOf, type Choice } from '../choice/choice';
import { useAddress } from '../choice/useAddress';
import { LogView } from './LogView';
import { NothingToRead } from './NothingToRead';

interface Props {
  live: Extract<Live<ServiceDeployments>, { value: unknown }>;
  /** The placement that is read without a wish for another. */
  held: string | undefined;
}

/** The logs of what runs, or why there are none to read. */
export function Logs(props: Props) {
  return (
    <ClusterTitles clusters={props.live.value.clusters}>
      <Known {...props} />
    </ClusterTitles>
  );
}

function Known(props: Props) {
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
  const read = live.value.clusters.filter(
    ({ name }) => name === choice.placement.ref.cluster,
  );
  return (
    <>
      <StaleNote live={live} />
      <div role="status">
        <ClusterNotes
          clusters={read}
          // Nothing of what cannot be read is missing here but pods.
          readable={choice.podsKnown ? [] : read}
        />
      </div>
      <LogView
        key={keyOf(choice)}
        choice={choice}
        address={address}
        request={requestOf(choice)}
        silent={read.some(isSilent)}
      />
    </>
  );
}

/** What is read anew rather than gone on with. */
function keyOf(choice: Choice): string {
  return JSON.stringify(requestOf(choice));
}
