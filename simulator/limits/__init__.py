"""What LINE accepts, as tables: messages, actions, Flex, rich menus and the requests around them.

The figures come from LINE's Messaging API reference (developers.line.biz/en/reference/messaging-api)
and its page on character counting.
"""
