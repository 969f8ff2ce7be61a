"""`{% url %}` as Django has it, without looking up again what it found before."""

from typing import Any

from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url

from onderling.base.addresses import address_or_none, escaped_address_of


class AddressNode(URLNode):
    """An address in a page. With arguments by name, or as plain text: as Django does it."""

    def render(self, context: Context) -> Any:
        if self.kwargs or not context.autoescape:
            return super().render(context)
        name = self.view_name.resolve(context)
        args = [arg.resolve(context) for arg in self.args]
        if self.asvar:
            context[self.asvar] = address_or_none(name, *args) or ""
            return ""
        return escaped_address_of(name, *args)


def url(parser: Parser, token: Token) -> AddressNode:
    node = django_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
