"""外观: the skin and furniture of both products, 门户 for citizens and 工作台 for staff.

Plain template partials and tags, no component library: django-cotton and django-htmx each want the first word in the
template loaders and break each other unless these are spelled out in one order; a public page has 1.6 ms in all; and a
partial that names its context in its first line needs no second syntax to learn.
"""
