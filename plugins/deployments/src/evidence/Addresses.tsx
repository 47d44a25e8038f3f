import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { formatList, useLanguage } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';
import { Copied } from '../ui/Copied';
import { Section } from '../ui/Section';
import { Facts } from './Facts';

type Others = NonNullable<PlacementDetail['addresses'][number]['others']>;

/** Where the workload can be reached. */
export function Addresses(props: { addresses: PlacementDetail['addresses'] }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const language = useLanguage();
  const listed = ({ workloads, more: count }: Others) => {
    const more = count ? [t('addresses.more', { count })] : [];
    return formatList([...workloads, ...more], language);
  };
  if (props.addresses.length === 0) {
    return null;
  }
  return (
    <Section title={t('addresses.title')}>
      <Facts
        facts={props.addresses.map(({ kind, name, address, others }) => ({
          key: `${kind} ${name} ${address}`,
          name: t(`addresses.${kind}`, { name }),
          value: (
            <>
              <Address address={address} />
              {others && (
                <Typography variant="body2" color="textSecondary">
                  {t('addresses.others', { workloads: listed(others) })}
                </Typography>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}

function Address({ address }: { address: string }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return /^https?:\/\//.test(address) ? (
    <Link to={address}>{address}</Link>
  ) : (
    <Copied value={address} label={t('addresses.copy', { address })} />
  );
}
