"""The endpoints that change an index: token exchange, upload and web forms.

They hold the index's lock, so that one request at a time changes the state.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tests.sandbox.network.reason_phrase import HEADER
from tests.sandbox.pypi import file_storage, mint, outage, upload, web_pages, wheel_record
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.index import Index
from tests.sandbox.pypi.refusals import Refused, refuse
from tests.sandbox.pypi.responses import as_json, status_page
from tests.sandbox.pypi.upload_identity import identify

#: The limit for one text field of an upload, in bytes; PyPI has none, but the parser requires one.
FIELD_LIMIT = 64 * 1024 * 1024
#: Upload actions that PyPI has removed -> the refusal.
REMOVED_ACTIONS = {
    "submit": "register-api-gone", "submit_pkg_info": "register-api-gone",
    "doc_upload": "documentation-upload-gone",
}  # fmt: skip
ACTIONS = {"file_upload", *REMOVED_ACTIONS}


async def audience(index: Index, request: Request) -> Response:
    if "disallow-oidc" in index.state.flags:
        return as_json({"message": index.report(Refused("oidc-disabled", {}))}, 403)
    return as_json({"audience": index.site.audience})


async def mint_token(index: Index, request: Request) -> Response:
    body = await request.body()
    host = request.headers.get("host", index.site.domain)
    async with index.lock:
        try:
            state = index.writable_state()
            answer = mint.mint(state, index.site, index.dependencies, body, host)
        except Refused as refused:
            error = {"code": refused.refusal.code, "description": index.report(refused)}
            return as_json({"message": "Token request failed", "errors": [error]}, 422)
    return as_json(answer)


async def upload_file(index: Index, request: Request) -> Response:
    try:
        posted = Fields((await request.form(max_part_size=FIELD_LIMIT)).multi_items())
        return await _upload(index, request, posted)
    except ClientDisconnect:
        return Response(status_code=400)  # The client has disconnected.
    finally:
        await request.close()  # Removes the uploaded files, which Starlette keeps on disk.


async def _upload(index: Index, request: Request, posted: Fields) -> Response:
    action = request.query_params.get(":action", posted.last(":action"))
    authorization = request.headers.get("authorization", "")
    try:
        if action in REMOVED_ACTIONS:
            refuse(REMOVED_ACTIONS[str(action)])
        if action != "file_upload":
            return status_page(request, 405)
        async with index.lock:
            await run_in_threadpool(_validate_and_store, index, authorization, posted)
    except Refused as refused:
        return refusal_page(index, request, refused)
    return status_page(request, 200)


def _validate_and_store(index: Index, authorization: str, posted: Fields) -> None:
    state = index.state
    for flag in tuple(state.requests_left):
        outage.count_request(state, flag)
    identity = identify(state, authorization)
    valid = upload.validate(state, index.site, index.dependencies, identity, posted)
    if valid is not None:
        file_storage.store(state, valid, index.folder)
        if valid.record_differs:
            state.mails.append(wheel_record.mail(valid.project.name, valid.filename))


def refusal_page(index: Index, request: Request, refused: Refused) -> Response:
    text, refusal = index.report(refused), refused.refusal
    if refusal.slug == "password-auth-removed":  # PyPI has this text in the status line only.
        return status_page(request, refusal.status, reason=text)
    location = "/legacy/" if refusal.slug == "wrong-upload-url" else ""
    page = status_page(request, refusal.status, text, location=location)
    if outage.NO_REASON_PHRASE in index.state.flags:
        del page.headers[HEADER.decode()]
    return page


async def web_page(index: Index, request: Request) -> Response:
    fields = Fields((await request.form()).multi_items())
    async with index.lock:
        state = index.writable_state()
        return web_pages.respond(state, index.site, index.dependencies, request, fields)
