"""What readers type for a page that does not show it, and which pages come behind others."""

from __future__ import annotations

#: By the beginning of a page's path: how much its matches count. The longest beginning holds.
BOOSTS = {
    "what-changed.md": 0.2,
    # Pages for contributors, and then those for readers.
    "reference/": 0.2,
    "reference/debug.md": 0.6,
    "reference/names.md": 0.6,
    "reference/workflow.md": 0.6,
    "explanation/": 0.6,
    # It lists the messages of all other pages.
    "troubleshooting/index.md": 0.5,
}

#: By path: tasks, settings and other names of a page's subject. The title, the description and, of
#: a page about a failure, its name and its messages need not be repeated.
WORDS = {
    "setup/accounts.md": """register sign up create account login 2fa mfa totp authenticator
        security key passkey two-factor second factor recovery codes verify confirm email
        address phishing""",
    "setup/testpypi.md": """configure add create pending trusted publisher testpypi staging oidc
        form""",
    "setup/pypi.md": """configure add create set up pending trusted publisher pypi oidc form
        claim reserve project name""",
    "setup/environments.md": """create configure github environment settings required reviewers
        approval deployment branches tags protection rule rules tag ruleset wait timer prevent
        self-review admins bypass""",
    "publish/dispatch.md": """test publish dry run rehearsal trial staging manual manually
        trigger workflow_dispatch gh workflow run start testpypi""",
    "publish/release.md": """publish create make new release version tag github approve approval
        review pending deployment bump draft pre-release add invite owner maintainer
        collaborator""",
    "publish/by-hand.md": """manual local upload twine command line laptop create generate api
        token without github actions build""",
    "publish/existing-project.md": """add configure trusted publisher existing project already
        on pypi manage publishing normal""",
    "publish/migrate.md": """migrate switch move from api token password secret to trusted
        publishing revoke remove delete old tokens PYPI_API_TOKEN PYPI_TOKEN TWINE_PASSWORD
        repository secret replace""",
    "verify/install.md": "install test package testpypi pip uv extra-index-url index-url smoke",
    "verify/provenance.md": """verify check attestation attestations provenance sigstore slsa
        pep 740 signature signed supply chain hash sha256 gh attestation verify
        pypi-attestations""",
    "verify/monitor.md": """yank yanked unyank delete remove take back rollback roll revert bad
        broken release vulnerability cve audit download downloads statistics stats bigquery
        pypistats feed rss watch""",
    "reference/workflow.md": """publish.yml yaml triggers permissions jobs concurrency inputs
        environment fetch-depth sbom example copy""",
    "reference/names.md": """environment variables env settings TWINE_PASSWORD TWINE_USERNAME
        UV_PUBLISH_TOKEN names""",
    "reference/debug.md": """read view show log logs failed run job debug verbose gh run view
        commands cli check inspect list files wheel contents""",
    "explanation/trusted-publishing.md": """oidc openid connect how it works id token jwt claims
        trusted publisher what is why identity""",
    "explanation/security.md": """security safe secure harden best practices checklist tokens
        accounts revoke leaked""",
    "troubleshooting/index.md": "errors failures messages log paste list",
    "troubleshooting/invalid-publisher.md": """oidc mismatch claims trusted publisher not
        configured sub repository_owner job_workflow_ref""",
    "troubleshooting/missing-id-token-permission.md": """permission permissions oidc
        ACTIONS_ID_TOKEN_REQUEST_TOKEN""",
    "troubleshooting/oidc-server-side.md": "oidc token request timeout github outage jwks",
    "troubleshooting/two-factor-required.md": "2fa mfa totp",
    "troubleshooting/environment-protection.md": "deployment branches tags rule blocked",
    "troubleshooting/published-nothing.md": """skip-existing success skipped nothing uploaded
        not published no new version""",
    "troubleshooting/file-already-exists.md": """duplicate same version again re-upload
        overwrite replace skip-existing""",
    "troubleshooting/file-name-reuse.md": "deleted version re-upload same filename reuse",
    "troubleshooting/release-started-nothing.md": """release not triggered workflow on release
        event GITHUB_TOKEN""",
    "troubleshooting/index-not-refreshed.md": """cache cached new version not visible not found
        yet does not see cdn delay simple""",
    "troubleshooting/release-not-made-by-us.md": """compromised hacked stolen leaked token
        account unauthorized release malware attack incident revoke""",
    "troubleshooting/quarantined-project.md": "malware quarantine removed hidden",
    "troubleshooting/not-project-member.md": """403 role owner maintainer collaborator add
        permission""",
    "troubleshooting/invalid-auth.md": "403 forbidden wrong token password",
    "troubleshooting/rate-limit.md": "429 too many requests limit",
    "troubleshooting/index-unavailable.md": """500 502 503 504 server error down outage
        maintenance timeout unavailable""",
    "troubleshooting/tls-or-connection.md": """ssl tls certificate verify failed proxy firewall
        ca bundle connection timeout dns network""",
    "troubleshooting/metadata-rendering.md": """readme markdown rst description rendered
        long_description_content_type""",
    "troubleshooting/testpypi-dependency.md": "extra-index-url dependencies index-url",
    "troubleshooting/wrong-upload-url.md": """repository-url upload url legacy slash repository
        testpypi endpoint""",
    "troubleshooting/trusted-publishing-exchange.md": "repository-url audience pull_request_target",
    "troubleshooting/name-not-allowed.md": """name taken reserved prohibited unavailable stdlib
        pep 541 project""",
    "troubleshooting/name-too-similar.md": "name taken typosquat similar confusable",
    "troubleshooting/wrong-version-built.md": """setuptools-scm setuptools_scm hatch-vcs git tag
        tags shallow fetch-depth fetch-tags dev version wrong""",
    "troubleshooting/local-version.md": """setuptools-scm setuptools_scm plus dev dirty local
        version""",
    "troubleshooting/unsupported-platform-tag.md": """manylinux musllinux auditwheel
        cibuildwheel linux_x86_64 native extension""",
    "troubleshooting/self-hosted-runner-lacks-tools.md": "self-hosted runner docker python missing",
    "troubleshooting/no-dist-files.md": "packages-dir packages_dir dist empty no files",
    "troubleshooting/missing-credentials.md": """pypirc TWINE_USERNAME TWINE_PASSWORD username
        password prompt keyring""",
    "troubleshooting/release-step-needs-contents-write.md": "contents write permission gh upload",
    "troubleshooting/release-tool-made-no-release.md": """semantic-release
        python-semantic-release release-please conventional commits""",
    "troubleshooting/release-bot-may-not-push.md": "semantic-release protected branch push bypass",
    "troubleshooting/bare-400.md": "400 bad request no reason verbose",
}
