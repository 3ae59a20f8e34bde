"""接收: an old site's information brought over whole: looked through, agreed to by four hands, carried out."""
