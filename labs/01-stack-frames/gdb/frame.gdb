break leaf_body
run
info registers rsp rbp
x/10gx $rsp
x/2gx $rbp
x/2gx *(long *)$rbp
x/gx $rbp+32
bt
info frame
