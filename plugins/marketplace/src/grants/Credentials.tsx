import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import { StatusLabel } from '@pilothouse/plugin-platform-react';
import { useState, type ReactNode } from 'react';
import { useAbilities } from '../instance/useAbilities';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { useRefusal } from '../words/useRefusal';
import { useSaying } from '../words/useSaying';
import { useWords } from '../words/useWords';
import { Rotation } from '../rotation/Rotation';
import { GrantDialog } from './GrantDialog';
import { RevokeDialog } from './RevokeDialog';

/** Host and port, as clients take them. */
export function addressOf({
  host,
  port,
}: InstanceDetail['endpoints'][number]): string {
  return port === undefined ? host : `${host}:${port}`;
}

type One = InstanceDetail['credentials'][number];

/** Which Secrets have the credentials of an instance, and the way to more where they are asked for. */
export function Credentials(props: {
  instance: InstanceDetail;
  className: string;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { instance, className } = props;
  const { credentials, grants } = instance;
  return (
    <Section title={t('access.credentials')}>
      {credentials.length === 0 ? (
        <None instance={instance} />
      ) : (
        <>
          <dl className={className}>
            {credentials.map(each => (
              <Pair key={each.secret} name={wordsOf(each.title)}>
                {t('access.secret', { secret: <code>{each.secret}</code> })}
                {each.exists === false && <> · {t('access.notYet')}</>}
                {each.keys.length > 0 && (
                  <div>{t('access.keys', { keys: each.keys.join(', ') })}</div>
                )}
                <Grant instance={instance} credentials={each} />
                <Rotation instance={instance} credentials={each} />
              </Pair>
            ))}
          </dl>
          <p>{t('access.never')}</p>
        </>
      )}
      {grants && <Ask instance={instance} />}
    </Section>
  );
}

/** Why there are none, and how it is reached where none are needed. */
function None({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { endpoints, grants, open } = instance;
  if (!open) {
    return <p>{t(grants ? 'grant.none' : 'access.noCredentials')}</p>;
  }
  const [first] = endpoints;
  return (
    <>
      <p>{wordsOf(open)}</p>
      {first && (
        <p>{t('access.open', { address: <code>{addressOf(first)}</code> })}</p>
      )}
    </>
  );
}

/** How far what was asked for is, and the way to give it back. */
function Grant(props: { instance: InstanceDetail; credentials: One }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const say = useSaying();
  const { instance } = props;
  const { grant, secret } = props.credentials;
  const abilities = useAbilities(instance);
  const [revoking, setRevoking] = useState(false);
  if (!grant) return null;
  const { word, why } = say({ saying: grant.saying });
  const isGoing = grant.saying.kind === 'deleting';
  return (
    <div>
      <StatusLabel status={grant.status} word={word} why={why} />
      <Button
        size="small"
        style={{ textTransform: 'none' }}
        disabled={isGoing || !abilities?.revoke?.allowed}
        onClick={() => setRevoking(true)}
      >
        {t('grant.revokeVerb', { name: grant.name })}
      </Button>
      {revoking && (
        <RevokeDialog
          instance={instance}
          secret={secret}
          grant={grant}
          onClose={() => setRevoking(false)}
        />
      )}
    </div>
  );
}

function Ask({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const refusal = useRefusal();
  const { ref, credentials, saying } = instance;
  const abilities = useAbilities(instance);
  const [asking, setAsking] = useState(false);
  const refused = refusal(abilities?.grant);
  return (
    <>
      <p>
        <Button
          variant="outlined"
          style={{ textTransform: 'none' }}
          disabled={saying.kind === 'deleting' || !abilities?.grant?.allowed}
          onClick={() => setAsking(true)}
        >
          {t('grant.ask')}
        </Button>
      </p>
      {refused && <p>{refused}</p>}
      {asking && (
        <GrantDialog
          instanceRef={ref}
          taken={credentials.flatMap(({ grant }) => grant?.name ?? [])}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** A name, and what there is to say of it. */
export function Pair(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
