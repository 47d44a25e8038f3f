import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { deploymentsTranslationRef } from '../language/ref';
import { Copied } from '../ui/Copied';
import { Section } from '../ui/Section';
import { Facts } from './Facts';

/** Where the workload can be reached. */
export function Addresses(props: { addresses: PlacementDetail['addresses'] }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  if (props.addresses.length === 0) {
    return null;
  }
  return (
    <Section title={t('addresses.title')}>
      <Facts
        facts={props.addresses.map(({ kind, name, address }) => ({
          key: `${kind} ${name} ${address}`,
          name: t(`addresses.${kind}`, { name }),
          value: /^https?:\/\//.test(address) ? (
            <Link to={address}>{address}</Link>
          ) : (
            <Copied value={address} label={t('addresses.copy', { address })} />
          ),
        }))}
      />
    </Section>
  );
}
